using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>The contract of <see cref="ILoginStore"/>.</summary>
public abstract class LoginStoreContract : LiveContract
{
    [Fact]
    public async Task A_login_is_found_as_saved()
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
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, login.ExpiresAt.AddTicks(-1), None));
        Assert.Null(await FindAsync(login.Id, login.ExpiresAt));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.ExpiresAt, None));
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
    public async Task A_photo_is_found_as_saved_and_encrypted_at_rest()
    {
        var login = Login();
        await SaveAsync(login, Picture(1, 60_000));

        Assert.Equal(Picture(1, 60_000), await Logins.FindPhotoAsync(login.Id, Now, None));
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

        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, None));
    }

    [Fact]
    public async Task Removing_a_login_removes_its_photo_and_nothing_else()
    {
        var login = Login();
        var other = Login();
        await SaveAsync(other, Picture(2));
        var contents = await Harness.ListContentsAsync();
        await SaveAsync(login, Picture(1));
        await Logins.RemoveAsync(login.Id, None);

        Assert.Null(await FindAsync(login.Id, Now));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, None));
        Assert.Equal(other, await FindAsync(other.Id, Now));
        Assert.Equal(Picture(2), await Logins.FindPhotoAsync(other.Id, Now, None));
        Assert.Equal(contents, await Harness.ListContentsAsync());
        await Logins.RemoveAsync(login.Id, None);
    }

    [Fact]
    public async Task Removing_a_users_photos_keeps_the_logins()
    {
        var phone = Login();
        var laptop = Login();
        var other = Login() with { UserNumber = "someone else" };
        await SaveAsync(phone, Picture(1));
        await SaveAsync(laptop, Picture(2));
        await SaveAsync(other, Picture(3));
        await Logins.ExtendAsync(phone.Id, phone.ExpiresAt.AddHours(4), Now, None);
        await AdvanceAsync(TimeSpan.FromHours(1));

        await Logins.RemovePhotosOfAsync(phone.UserNumber, None);

        Assert.Null(await Logins.FindPhotoAsync(phone.Id, Now, None));
        Assert.Null(await Logins.FindPhotoAsync(laptop.Id, Now, None));
        Assert.NotNull(await FindAsync(phone.Id, Now));
        Assert.NotNull(await FindAsync(laptop.Id, Now));
        Assert.Equal(Picture(3), await Logins.FindPhotoAsync(other.Id, Now, None));
        Assert.Single(
            await Harness.ListContentsAsync(),
            line =>
                line.Contains("photo:", StringComparison.Ordinal)
                || line.StartsWith("live_photos", StringComparison.Ordinal)
        );
        await Logins.RemovePhotosOfAsync(phone.UserNumber, None);
        await Logins.RemovePhotosOfAsync("nobody", None);
    }

    [Fact]
    public async Task The_photo_of_an_extended_login_can_still_be_removed()
    {
        var login = Login();
        await SaveAsync(login, Picture(1));
        await Logins.ExtendAsync(login.Id, login.ExpiresAt.AddHours(4), Now, None);
        await AdvanceAsync(TimeSpan.FromHours(9));
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, Now, None));

        await Logins.RemovePhotosOfAsync(login.UserNumber, None);
        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, None));
        Assert.Equal(login with { ExpiresAt = login.ExpiresAt.AddHours(4) }, await FindAsync(login.Id, Now));
    }

    [Fact]
    public async Task An_extended_login_and_its_photo_live_longer()
    {
        var login = Login();
        await SaveAsync(login, Picture(1));
        var end = login.ExpiresAt.AddHours(4);
        Assert.True(await Logins.ExtendAsync(login.Id, end, Now, None));

        await AdvanceAsync(TimeSpan.FromHours(9));
        Assert.Equal(login with { ExpiresAt = end }, await FindAsync(login.Id, Now));
        Assert.Equal(Picture(1), await Logins.FindPhotoAsync(login.Id, Now, None));
        Assert.Null(await FindAsync(login.Id, end));
        await AdvanceAsync(TimeSpan.FromHours(4));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_login_without_a_photo_can_be_extended()
    {
        var login = Login();
        await SaveAsync(login);

        Assert.True(await Logins.ExtendAsync(login.Id, login.ExpiresAt.AddHours(4), Now, None));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, None));
    }

    [Fact]
    public async Task A_removed_or_expired_login_is_not_extended()
    {
        var removed = Login();
        await SaveAsync(removed, Picture(1));
        await Logins.RemoveAsync(removed.Id, None);
        var expired = Login();
        await SaveAsync(expired, Picture(1));

        Assert.False(await Logins.ExtendAsync(removed.Id, Now.AddDays(1), Now, None));
        Assert.False(await Logins.ExtendAsync(expired.Id, Now.AddDays(1), expired.ExpiresAt, None));
        Assert.False(await Logins.ExtendAsync(Guid.NewGuid(), Now.AddDays(1), Now, None));
        Assert.Null(await FindAsync(removed.Id, Now));
        Assert.Null(await FindAsync(expired.Id, expired.ExpiresAt));
    }

    [Fact]
    public async Task Removing_wins_over_extending_at_the_same_time()
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
                        await Logins.RemoveAsync(login.Id, None);
                    return await Logins.ExtendAsync(login.Id, Now.AddDays(1), Now, None);
                }
            );

            Assert.Null(await FindAsync(login.Id, Now));
            Assert.Null(await Logins.FindPhotoAsync(login.Id, Now, None));
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
        Assert.Equal(Picture(42), await Logins.FindPhotoAsync(logins[42].Id, Now, None));
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

    private Task SaveAsync(LoginSession login, byte[]? photo = null) => Logins.SaveAsync(login, photo, Now, None);

    private Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now) => Logins.FindAsync(id, now, None);
}
