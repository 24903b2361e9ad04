using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>What <see cref="ILoginStore"/> promises.</summary>
public abstract class LoginStoreContract : LiveContract
{
    [Fact]
    public async Task A_login_is_found_as_it_was_saved()
    {
        var login = Login();
        await SaveAsync(login);

        Assert.Equal(login, await FindAsync(login.Id, Now));
        Assert.Null(await FindAsync(Guid.NewGuid(), Now));
    }

    [Fact]
    public async Task A_login_is_found_until_it_expires()
    {
        var login = Login();
        await SaveAsync(login, Picture(1));

        Assert.NotNull(await FindAsync(login.Id, login.ExpiresAt.AddTicks(-1)));
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, login.ExpiresAt.AddTicks(-1), CancellationToken.None));
        Assert.Null(await FindAsync(login.Id, login.ExpiresAt));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.ExpiresAt, CancellationToken.None));
    }

    [Fact]
    public async Task An_expired_login_leaves_nothing()
    {
        await SaveAsync(Login(), Picture(1));
        Assert.NotEmpty(await Harness.ListContentsAsync());
        await AdvanceAsync(TimeSpan.FromHours(9));

        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_photo_is_found_as_it_was_saved_and_encrypted_at_rest()
    {
        var login = Login();
        await SaveAsync(login, Picture(1, 60_000));

        Assert.Equal(Picture(1, 60_000), await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
        var bytes = await Harness.ReadBytesAtRestAsync();
        Assert.True(bytes.Length > 60_000);
        Assert.True(bytes.AsSpan().IndexOf(Picture(1, 60_000).AsSpan(0, 16)) < 0);
        Assert.True(bytes.AsSpan().IndexOf(Picture(1, 60_000).AsSpan(30_000, 16)) < 0);
    }

    [Fact]
    public async Task A_login_without_a_photo_has_none()
    {
        var login = Login();
        await SaveAsync(login);

        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
    }

    [Fact]
    public async Task A_removed_login_is_gone_with_its_photo_and_alone()
    {
        var login = Login();
        var other = Login();
        await SaveAsync(other, Picture(2));
        var contents = await Harness.ListContentsAsync();
        await SaveAsync(login, Picture(1));
        await Logins.RemoveAsync(login.Id, CancellationToken.None);

        Assert.Null(await FindAsync(login.Id, Now));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
        Assert.Equal(other, await FindAsync(other.Id, Now));
        Assert.Equal(Picture(2), await Logins.FindPhotoAsync(other.Id, Now, CancellationToken.None));
        Assert.Equal(contents, await Harness.ListContentsAsync());
        await Logins.RemoveAsync(login.Id, CancellationToken.None);
    }

    [Fact]
    public async Task The_photos_of_a_user_go_from_all_logins_and_the_logins_stay()
    {
        var phone = Login();
        var laptop = Login();
        var other = Login() with { UserNumber = "someone else" };
        await SaveAsync(phone, Picture(1));
        await SaveAsync(laptop, Picture(2));
        await SaveAsync(other, Picture(3));
        await Logins.ExtendAsync(phone.Id, phone.ExpiresAt.AddHours(4), Now, CancellationToken.None);
        await AdvanceAsync(TimeSpan.FromHours(1));

        await Logins.RemovePhotosOfAsync(phone.UserNumber, CancellationToken.None);

        Assert.Null(await Logins.FindPhotoAsync(phone.Id, Now, CancellationToken.None));
        Assert.Null(await Logins.FindPhotoAsync(laptop.Id, Now, CancellationToken.None));
        Assert.NotNull(await FindAsync(phone.Id, Now));
        Assert.NotNull(await FindAsync(laptop.Id, Now));
        Assert.Equal(Picture(3), await Logins.FindPhotoAsync(other.Id, Now, CancellationToken.None));
        Assert.Single(
            await Harness.ListContentsAsync(),
            line =>
                line.Contains("photo:", StringComparison.Ordinal)
                || line.StartsWith("live_photos", StringComparison.Ordinal)
        );
        await Logins.RemovePhotosOfAsync(phone.UserNumber, CancellationToken.None);
        await Logins.RemovePhotosOfAsync("nobody", CancellationToken.None);
    }

    [Fact]
    public async Task A_photo_is_found_for_removal_as_long_as_its_login_was_extended()
    {
        var login = Login();
        await SaveAsync(login, Picture(1));
        await Logins.ExtendAsync(login.Id, login.ExpiresAt.AddHours(4), Now, CancellationToken.None);
        await AdvanceAsync(TimeSpan.FromHours(9));
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));

        await Logins.RemovePhotosOfAsync(login.UserNumber, CancellationToken.None);
        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
        Assert.Equal(login with { ExpiresAt = login.ExpiresAt.AddHours(4) }, await FindAsync(login.Id, Now));
    }

    [Fact]
    public async Task An_extended_login_and_its_photo_live_longer()
    {
        var login = Login();
        await SaveAsync(login, Picture(1));
        var end = login.ExpiresAt.AddHours(4);
        Assert.True(await Logins.ExtendAsync(login.Id, end, Now, CancellationToken.None));

        await AdvanceAsync(TimeSpan.FromHours(9));
        Assert.Equal(login with { ExpiresAt = end }, await FindAsync(login.Id, Now));
        Assert.Equal(Picture(1), await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
        Assert.Null(await FindAsync(login.Id, end));
        await AdvanceAsync(TimeSpan.FromHours(4));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_login_without_a_photo_can_be_extended()
    {
        var login = Login();
        await SaveAsync(login);

        Assert.True(await Logins.ExtendAsync(login.Id, login.ExpiresAt.AddHours(4), Now, CancellationToken.None));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_removed_or_has_expired_is_not_extended()
    {
        var removed = Login();
        await SaveAsync(removed, Picture(1));
        await Logins.RemoveAsync(removed.Id, CancellationToken.None);
        var expired = Login();
        await SaveAsync(expired, Picture(1));

        Assert.False(await Logins.ExtendAsync(removed.Id, Now.AddDays(1), Now, CancellationToken.None));
        Assert.False(await Logins.ExtendAsync(expired.Id, Now.AddDays(1), expired.ExpiresAt, CancellationToken.None));
        Assert.False(await Logins.ExtendAsync(Guid.NewGuid(), Now.AddDays(1), Now, CancellationToken.None));
        Assert.Null(await FindAsync(removed.Id, Now));
        Assert.Null(await FindAsync(expired.Id, expired.ExpiresAt));
    }

    [Fact]
    public async Task Logging_out_wins_over_renewing_at_the_same_time()
    {
        for (var round = 0; round < 10; round++)
        {
            var login = Login();
            await SaveAsync(login, Picture(1));
            await AtOnceAsync(
                20,
                async number =>
                {
                    if (number == 10)
                        await Logins.RemoveAsync(login.Id, CancellationToken.None);
                    return await Logins.ExtendAsync(login.Id, Now.AddDays(1), Now, CancellationToken.None);
                }
            );

            Assert.Null(await FindAsync(login.Id, Now));
            Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, CancellationToken.None));
        }

        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_hundred_logins_at_once_are_all_found()
    {
        var logins = Enumerable.Range(0, 100).Select(number => Login() with { UserNumber = Student(number) }).ToList();
        await AtOnceAsync(
            100,
            async number =>
            {
                await SaveAsync(logins[number], number % 2 == 0 ? Picture(number) : null);
                return number;
            }
        );

        foreach (var login in logins)
            Assert.Equal(login, await FindAsync(login.Id, Now));
        Assert.Equal(Picture(42), await Logins.FindPhotoAsync(logins[42].Id, Now, CancellationToken.None));
    }

    private LoginSession Login() =>
        new()
        {
            Id = Guid.NewGuid(),
            UserNumber = "12:34/ş",
            FullName = "ÇAĞLA IŞIK",
            Role = UserRole.Student,
            SignedInAt = Now,
            ExpiresAt = Now.AddHours(8),
        };

    private Task SaveAsync(LoginSession login, byte[]? photo = null) =>
        Logins.SaveAsync(login, photo, Now, CancellationToken.None);

    private Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now) =>
        Logins.FindAsync(id, now, CancellationToken.None);
}
