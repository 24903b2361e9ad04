using System.Globalization;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>Specific to the embedded store: its files.</summary>
public sealed class SqliteLiveFilesTests : LiveContract
{
    private SqliteLiveHarness Sqlite => (SqliteLiveHarness)Harness;

    [Fact]
    public async Task A_verdict_leaves_no_picture_byte_in_the_files()
    {
        var session = await OpenAsync();
        var logins = new List<LoginSession>();
        var checks = new List<Guid>();
        for (var number = 0; number < 20; number++)
        {
            checks.Add(await CheckInWithSelfieAsync(session.Id, Student(number)));
            logins.Add(Login(number));
            await Logins.SaveAsync(logins[number], Picture(number, 300 + (number * 500)), Now, None);
        }

        var stored = await ListPicturesAsync();
        Assert.Equal(60, stored.Count);
        var before = await Harness.ReadBytesAtRestAsync();
        Assert.All(stored, picture => Assert.True(before.AsSpan().IndexOf(picture.AsSpan(0, 16)) >= 0));

        for (var number = 0; number < 20; number++)
        {
            await SettleAsync(session.Id, Student(number * 7 % 20), checks[number * 7 % 20]);
            await Logins.RemoveAsync(logins[number * 3 % 20].Id, Now, None);
        }

        await Sqlite.Database.TruncateLogAsync(None);

        var after = await Harness.ReadBytesAtRestAsync();
        Assert.All(
            stored,
            picture =>
            {
                for (var offset = 0; offset + 8 <= picture.Length; offset += 250)
                    Assert.True(after.AsSpan().IndexOf(picture.AsSpan(offset, 8)) < 0, $"{offset} of {picture.Length}");
            }
        );
    }

    [Theory]
    [InlineData("verdict")]
    [InlineData("teacher")]
    [InlineData("time-out")]
    [InlineData("withdrawal")]
    [InlineData("removal")]
    public async Task Every_way_to_end_a_check_leaves_no_picture_byte_in_the_files(string ending)
    {
        var session = await OpenAsync();
        var check = await CheckInWithSelfieAsync(session.Id, "1");
        var login = Login(1);
        await Logins.SaveAsync(login, Picture(3), Now, None);
        var stored = await ListPicturesAsync();
        Assert.Equal(3, stored.Count);

        await EndAsync(session, "1", check, ending);
        await Logins.RemovePhotosOfAsync(login.UserNumber, None);
        await Sqlite.Database.TruncateLogAsync(None);

        var after = await Harness.ReadBytesAtRestAsync();
        Assert.All(
            stored,
            picture =>
            {
                for (var offset = 0; offset + 8 <= picture.Length; offset += 250)
                    Assert.True(after.AsSpan().IndexOf(picture.AsSpan(offset, 8)) < 0, $"{offset} of {picture.Length}");
            }
        );
    }

    [Fact]
    public async Task All_live_data_survives_a_crash()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var check = await CheckInWithSelfieAsync(session.Id, "2");
        await LeaseDueAsync();
        var login = Login(1);
        await Logins.SaveAsync(login, Picture(1), Now, None);
        var copy = await CopyAsync(session.Id);

        using var folder = new TempFolder();
        foreach (
            var path in Directory
                .EnumerateFiles(Sqlite.Folder, "attn.db*")
                .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal))
        )
            File.Copy(path, Path.Combine(folder.Path, Path.GetFileName(path)));
        await using var database = SqliteDatabase.Open(folder.Path);
        var clock = new FakeTimeProvider(Now.AddMinutes(2));
        await new SqliteLiveSchema(database, clock).StartAsync(None);
        var cipher = new PictureCipher("a secret of the tests");
        var live = new SqliteLiveStore(database, new SqliteSessionFeed(), Limits, clock);
        var outbox = new SqliteFaceCheckOutbox(database, cipher, Limits, clock);
        var logins = new SqliteLoginStore(database, cipher, new());

        var survived = await live.CopyAsync(session.Id, None);
        Assert.Equal(copy.Session, survived!.Session);
        Assert.Equal(copy.Records, survived.Records);
        Assert.Equal(ClassSessionRefusal.Overlaps, await live.OpenAsync(Session(), Now, None));
        Assert.Equal(login, await logins.FindAsync(login.Id, Now, None));
        Assert.Equal(Picture(1), await logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
        Assert.Equal(
            check,
            Assert.Single(await outbox.LeaseDueAsync(10, TimeSpan.FromMinutes(1), None)).VerificationId
        );
        Assert.NotNull(await outbox.FindPicturesAsync(check, None));
    }

    [Fact]
    public async Task Authentication_never_reads_the_photo()
    {
        var login = Login(1);
        await Logins.SaveAsync(login, Picture(1), Now, None);
        await Sqlite.Database.WriteAsync(
            (connection, _) => connection.Execute("DROP TABLE live_photos_of_users"),
            None
        );

        Assert.Equal(login, await Logins.FindAsync(login.Id, Now, None));
    }

    [Fact]
    public async Task Every_lookup_uses_an_index()
    {
        var plans = await Sqlite.Database.ReadAsync(
            connection =>
                new[]
                {
                    "SELECT body, version FROM live_sessions WHERE teacher_number = 'x' AND end_time > 1 "
                        + "ORDER BY end_time DESC LIMIT 1",
                    "SELECT body, version FROM live_sessions "
                        + "WHERE lesson_key = 'x' AND teacher_key = 'y' AND end_time > 1",
                    "SELECT id FROM live_sessions WHERE end_time <= 1 ORDER BY end_time LIMIT 10",
                    "SELECT min(end_time) FROM live_sessions",
                    "SELECT body FROM live_records WHERE session_id = 'x' ORDER BY student_number",
                    "SELECT body FROM live_audit WHERE session_id = 'x' AND json_extract(body, '$.n') = 'y' "
                        + "ORDER BY version",
                    "SELECT 1 FROM live_checks WHERE due_at <= 1 LIMIT 1",
                    "SELECT verification_id FROM live_checks WHERE due_at <= 1 ORDER BY due_at LIMIT 10",
                    "SELECT verification_id FROM live_checks WHERE session_id = 'x'",
                    "DELETE FROM live_checks WHERE expires_at <= 1",
                    "DELETE FROM live_pictures WHERE expires_at <= 1",
                    "DELETE FROM live_logins WHERE expires_at <= 1",
                    "SELECT verification_id FROM live_checks WHERE student_number = 'x' AND due_at IS NOT NULL",
                    "DELETE FROM live_logins WHERE user_number = 'x' AND expires_at <= 1",
                    "SELECT body, expires_at FROM live_logins WHERE user_number = 'x'",
                    "DELETE FROM live_photos WHERE login_id IN (SELECT id FROM live_logins WHERE user_number = 'x')",
                }.ToDictionary(
                    sql => sql,
                    sql => string.Join(" | ", connection.List("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3)))
                ),
            None
        );

        Assert.All(
            plans,
            plan =>
            {
                Assert.Contains("SEARCH", plan.Value, StringComparison.Ordinal);
                Assert.DoesNotContain("SCAN", plan.Value, StringComparison.Ordinal);
                Assert.DoesNotContain("TEMP B-TREE", plan.Value, StringComparison.Ordinal);
            }
        );
    }

    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);

    private Task<List<byte[]>> ListPicturesAsync() =>
        Sqlite.Database.ReadAsync(
            connection =>
                connection.List(
                    """
                    SELECT selfie FROM live_pictures UNION ALL SELECT profile_photo FROM live_pictures
                    UNION ALL SELECT photo FROM live_photos UNION ALL SELECT photo FROM live_photos_of_users
                    """,
                    row => row.GetFieldValue<byte[]>(0)
                ),
            None
        );

    private LoginSession Login(int number) =>
        new()
        {
            Id = Guid.NewGuid(),
            UserNumber = number.ToString(CultureInfo.InvariantCulture),
            FullName = "ÇAĞLA IŞIK",
            Role = UserRole.Student,
            SignedInAt = Now,
            ExpiresAt = Now.AddHours(8),
        };
}
