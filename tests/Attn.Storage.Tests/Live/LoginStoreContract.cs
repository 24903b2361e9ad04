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
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, login.UserNumber, login.ExpiresAt.AddTicks(-1), None));
        Assert.Null(await FindAsync(login.Id, login.ExpiresAt));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.UserNumber, login.ExpiresAt, None));
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

        Assert.Equal(Picture(1, 60_000), await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
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

        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
    }

    [Fact]
    public async Task Removing_a_login_removes_its_photo_and_nothing_else()
    {
        var login = Login();
        var other = Login() with { UserNumber = "someone else" };
        await SaveAsync(other, Picture(2));
        var contents = await Harness.ListContentsAsync();
        await SaveAsync(login, Picture(1));
        await Logins.RemoveAsync(login.Id, Now, None);

        Assert.Null(await FindAsync(login.Id, Now));
        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
        Assert.Equal(other, await FindAsync(other.Id, Now));
        Assert.Equal(Picture(2), await Logins.FindPhotoAsync(other.Id, other.UserNumber, Now, None));
        Assert.Equal(contents, await Harness.ListContentsAsync());
        await Logins.RemoveAsync(login.Id, Now, None);
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

        Assert.Null(await Logins.FindPhotoAsync(phone.Id, phone.UserNumber, Now, None));
        Assert.Null(await Logins.FindPhotoAsync(laptop.Id, laptop.UserNumber, Now, None));
        Assert.NotNull(await FindAsync(phone.Id, Now));
        Assert.NotNull(await FindAsync(laptop.Id, Now));
        Assert.Equal(Picture(3), await Logins.FindPhotoAsync(other.Id, other.UserNumber, Now, None));
        Assert.Single(
            await Harness.ListContentsAsync(),
            line =>
                line.Contains("photo-of:", StringComparison.Ordinal)
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
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));

        await Logins.RemovePhotosOfAsync(login.UserNumber, None);
        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
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
        Assert.Equal(Picture(1), await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
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
        Assert.Null(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
    }

    [Fact]
    public async Task A_removed_or_expired_login_is_not_extended()
    {
        var removed = Login();
        await SaveAsync(removed, Picture(1));
        await Logins.RemoveAsync(removed.Id, Now, None);
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
                        await Logins.RemoveAsync(login.Id, Now, None);
                    return await Logins.ExtendAsync(login.Id, Now.AddDays(1), Now, None);
                }
            );

            Assert.Null(await FindAsync(login.Id, Now));
            Assert.Null(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
        }

        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task The_newest_five_logins_of_a_user_stay()
    {
        var other = Login() with { UserNumber = "someone else" };
        await SaveAsync(other, Picture(9));
        var logins = Enumerable.Range(0, 7).Select(LoginAt).ToList();
        foreach (var login in logins)
            await SaveAsync(login, Picture(1));

        foreach (var login in logins)
            Assert.Equal(login.SignedInAt >= logins[2].SignedInAt, await FindAsync(login.Id, Now) is not null);
        Assert.NotNull(await FindAsync(other.Id, Now));
        Assert.Equal(Picture(9), await Logins.FindPhotoAsync(other.Id, other.UserNumber, Now, None));
        Assert.False(await Logins.ExtendAsync(logins[0].Id, Now.AddDays(1), Now, None));
    }

    [Fact]
    public async Task Who_signs_in_at_a_replica_whose_clock_is_behind_stays_signed_in()
    {
        var logins = Enumerable.Range(1, 5).Select(LoginAt).ToList();
        foreach (var login in logins)
            await SaveAsync(login, Picture(1));
        var behind = LoginAt(0);
        await SaveAsync(behind, Picture(1));

        Assert.NotNull(await FindAsync(behind.Id, Now));
        Assert.Null(await FindAsync(logins[0].Id, Now));
        Assert.NotNull(await FindAsync(logins[1].Id, Now));
    }

    [Fact]
    public async Task Of_many_sign_ins_at_once_five_stay_and_the_newest_four_among_them()
    {
        var logins = Enumerable.Range(0, 30).Select(LoginAt).ToList();
        await AtOnceAsync(
            30,
            async number =>
            {
                await SaveAsync(logins[number], Picture(number));
                return number;
            }
        );

        var found = new List<LoginSession>();
        foreach (var login in logins)
        {
            if (await FindAsync(login.Id, Now) is { } kept)
                found.Add(kept);
        }

        // The one that was written last stays whatever its time says, so it may be an older one.
        Assert.Equal(5, found.Count);
        Assert.Equal(logins.TakeLast(4), found.TakeLast(4));
    }

    [Fact]
    public async Task A_login_that_was_removed_or_has_expired_does_not_count()
    {
        var logins = Enumerable.Range(0, 5).Select(LoginAt).ToList();
        logins[1] = logins[1] with { ExpiresAt = Now.AddMinutes(30) };
        foreach (var login in logins)
            await SaveAsync(login);
        await Logins.RemoveAsync(logins[2].Id, Now, None);

        var later = Now.AddHours(1);
        foreach (var login in new[] { LoginAt(6), LoginAt(7) })
            await Logins.SaveAsync(login, null, later, None);

        Assert.NotNull(await FindAsync(logins[0].Id, later));
        await Logins.SaveAsync(LoginAt(8), null, later, None);
        Assert.Null(await FindAsync(logins[0].Id, later));
    }

    [Fact]
    public async Task A_student_has_one_photo_however_many_logins()
    {
        var logins = Enumerable.Range(0, 5).Select(LoginAt).ToList();
        foreach (var login in logins)
            await SaveAsync(login, Picture(1));
        await SaveAsync(logins[4], Picture(2));
        await SaveAsync(logins[3]);

        foreach (var login in logins)
            Assert.Equal(Picture(2), await FindPhotoAsync(login));
        Assert.Single(await ListPhotosAsync());
    }

    [Fact]
    public async Task The_photo_stays_until_the_last_login_is_removed()
    {
        var phone = LoginAt(0);
        var laptop = LoginAt(1);
        await SaveAsync(phone, Picture(1));
        await SaveAsync(laptop);

        await Logins.RemoveAsync(phone.Id, Now, None);
        Assert.Null(await FindPhotoAsync(phone));
        Assert.Equal(Picture(1), await FindPhotoAsync(laptop));
        await Logins.RemoveAsync(laptop.Id, Now, None);

        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task The_photo_stays_until_the_last_login_expires()
    {
        var @long = LoginAt(0);
        await SaveAsync(@long, Picture(1));
        await SaveAsync(LoginAt(1) with { ExpiresAt = Now.AddMinutes(10) });
        await AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(Picture(1), await FindPhotoAsync(@long));
        await AdvanceAsync(TimeSpan.FromHours(8));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task The_photo_does_not_wait_for_a_login_that_has_expired()
    {
        var last = LoginAt(0);
        await SaveAsync(last, Picture(1));
        await SaveAsync(LoginAt(1) with { ExpiresAt = Now.AddMinutes(10) });

        await Logins.RemoveAsync(last.Id, Now.AddHours(1), None);

        Assert.Empty(await ListPhotosAsync());
    }

    [Fact]
    public async Task A_photo_of_version_0_1_is_found_and_removed()
    {
        var old = LoginAt(0);
        var second = LoginAt(1);
        await Harness.SaveAsVersion01Async(old, Picture(1), Now);
        await Harness.SaveAsVersion01Async(second, Picture(2), Now);
        Assert.Equal(old, await FindAsync(old.Id, Now));
        Assert.Equal(Picture(1), await FindPhotoAsync(old));
        Assert.True(await Logins.ExtendAsync(old.Id, old.ExpiresAt.AddHours(4), Now, None));
        await AdvanceAsync(TimeSpan.FromHours(9));
        Assert.Equal(Picture(1), await FindPhotoAsync(old));

        await Logins.RemovePhotosOfAsync(old.UserNumber, None);
        Assert.Empty(await ListPhotosAsync());
        await Logins.RemoveAsync(old.Id, Now, None);
        await Logins.RemoveAsync(second.Id, Now, None);
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_login_of_version_0_1_counts_once_it_is_extended()
    {
        var old = LoginAt(0);
        await Harness.SaveAsVersion01Async(old, Picture(1), Now);
        Assert.True(await Logins.ExtendAsync(old.Id, old.ExpiresAt, Now, None));
        for (var number = 1; number <= 5; number++)
            await SaveAsync(LoginAt(number));

        Assert.Null(await FindAsync(old.Id, Now));
        Assert.Empty(await ListPhotosAsync());
    }

    [Fact]
    public async Task Whoever_watches_a_login_is_woken_by_its_end()
    {
        var session = await OpenAsync();
        var logins = Enumerable.Range(0, 6).Select(LoginAt).ToList();
        await using var pushedOut = await Harness.Feed.SubscribeAsync(session.Id, null, None);
        await using var removed = await Harness.Feed.SubscribeAsync(session.Id, null, None);
        await using var other = await Harness.Feed.SubscribeAsync(session.Id, null, None);
        using var first = Harness.LoginEnds.Watch(logins[0].Id, pushedOut);
        using var second = Harness.LoginEnds.Watch(logins[1].Id, removed);
        using var third = Harness.LoginEnds.Watch(logins[2].Id, other);

        foreach (var login in logins)
            await SaveAsync(login);
        await Logins.RemoveAsync(logins[1].Id, Now, None);

        Assert.True(await pushedOut.WaitAsync(TestContext.Current.CancellationToken));
        Assert.True(await removed.WaitAsync(TestContext.Current.CancellationToken));
        Assert.False(other.TryRead(out _));
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
        Assert.Equal(Picture(42), await Logins.FindPhotoAsync(logins[42].Id, logins[42].UserNumber, Now, None));
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

    private LoginSession LoginAt(int minute) => Login() with { SignedInAt = Now.AddMinutes(minute - 60) };

    private Task<byte[]?> FindPhotoAsync(LoginSession login) =>
        Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None);

    private async Task<List<string>> ListPhotosAsync() =>
        [
            .. (await Harness.ListContentsAsync()).Where(line =>
                line.StartsWith("attn:photo", StringComparison.Ordinal)
                || line.StartsWith("live_photos", StringComparison.Ordinal)
            ),
        ];

    private Task SaveAsync(LoginSession login, byte[]? photo = null) => Logins.SaveAsync(login, photo, Now, None);

    private Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now) => Logins.FindAsync(id, now, None);
}
