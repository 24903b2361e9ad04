using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Limits;
using Attn.Storage.Live;
using Attn.Storage.Reports;
using Attn.Storage.Tests.Archive;
using Attn.Storage.Tests.Catalogue;
using Attn.Storage.Tests.Live;
using Attn.Storage.Tests.Redis;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Tests;

/// <summary>
/// A person's data is found and deleted completely; nobody else's is. Each test has people of its own.
/// </summary>
public abstract class PersonalDataContract : LiveContract
{
    private const string Lesson = "Calculus I";
    private readonly string _student = Arranged.NewNumber();
    private readonly string _other = Arranged.NewNumber();
    private readonly string _teacher = Arranged.NewNumber();

    private protected abstract IArchiveDatabase Database { get; }

    private Lessons Lessons => new(Database, TimeProvider.System, Now);

    private SessionArchive Archive => Lessons.Archive;

    private Consents Consents => new(Database);

    private OwnReports Own => new(Database, Lessons.Calendar);

    private PersonalData Data =>
        new(
            Live,
            Harness.People,
            new PersonArchive(Database),
            Logins,
            Outbox,
            Array.Empty<RateLimitPersonData>(),
            TimeProvider.System
        );

    [Fact]
    public async Task A_students_data_is_found_in_both_stores()
    {
        var check = await StoreEverythingAsync();

        var found = await Data.FindAsync(_student, None);

        var login = Assert.Single(found.Live.Logins);
        Assert.NotNull(await Logins.FindPhotoAsync(login.Id, login.UserNumber, Now, None));
        Assert.Equal(check, Assert.Single(found.Live.Checks).VerificationId);
        Assert.NotNull(await Data.FindPicturesAsync(found.Live.Checks[0], None));
        Assert.Single(found.Live.TicketsOf);
        Assert.Equal(1, found.Live.Selfies);
        Assert.Equal(
            AuditAction.Accept,
            Assert.Single(found.LiveRecords.Single(record => record.Record.VerificationId is null).Trail).Action
        );
        Assert.Equal(2, found.LiveRecords.Count);
        Assert.Equal(AuditAction.Fail, Assert.Single(Assert.Single(found.Archived.Records).Trail).Action);
        Assert.Equal(new ListedAs(Lesson, new(_student, "Çağla")), Assert.Single(found.Archived.Lists));
        Assert.Equal("ÇAĞLA IŞIK", found.Archived.User!.FullName);
        Assert.NotNull(found.Archived.Consent);
        Assert.Empty(found.Archived.Taught);
        Assert.All(
            found.LiveRecords.Concat(found.Archived.Records),
            record => Assert.Equal(_student, record.Record.StudentNumber)
        );
    }

    [Fact]
    public async Task A_deletion_leaves_nothing_and_can_be_repeated()
    {
        await StoreEverythingAsync();

        Assert.True(await Data.EraseAsync(_student, None));

        Assert.True((await Data.FindAsync(_student, None)).IsEmpty);
        Assert.Equal(new OutboxDepth(0, 0), await Outbox.MeasureAsync(None));
        Assert.DoesNotContain(
            await Harness.ListContentsAsync(),
            line => line.Contains(_student, StringComparison.Ordinal)
        );
        Assert.True(await Data.EraseAsync(_student, None));
    }

    [Fact]
    public async Task A_deletion_keeps_everybody_elses_data()
    {
        await StoreEverythingAsync();
        var before = await Data.FindAsync(_other, None);

        await Data.EraseAsync(_student, None);

        var after = await Data.FindAsync(_other, None);
        Assert.False(after.IsEmpty);
        Assert.Equal(before.LiveRecords.Select(one => one.Record), after.LiveRecords.Select(one => one.Record));
        Assert.Equal(
            before.Archived.Records.Select(one => one.Record),
            after.Archived.Records.Select(one => one.Record)
        );
        Assert.Equal(before.LiveRecords.SelectMany(one => one.Trail), after.LiveRecords.SelectMany(one => one.Trail));
        Assert.Equal(before.Archived.Lists, after.Archived.Lists);
        Assert.Equal(before.Live.Logins, after.Live.Logins);
        Assert.Equal(before.Live.TicketsOf, after.Live.TicketsOf);
        Assert.Equal(before.Archived.User, after.Archived.User);
    }

    [Fact]
    public async Task A_deletion_raises_the_version_and_publishes_no_name()
    {
        var session = await OpenAsync(Session(_teacher));
        await CheckInAsync(session.Id, _student);
        var before = await FindAsync(session.Id);
        await using var subscriber = await Harness.Feed.SubscribeAsync(session.Id, studentNumber: null, None);

        await Data.EraseAsync(_student, None);

        Assert.Equal(before.Version + 1, (await FindAsync(session.Id)).Version);
        var published = await NextRecordAsync(subscriber);
        Assert.Equal(
            (_student, "", true, before.Version + 1),
            (published.StudentNumber, published.StudentName, published.State.IsDeleted, published.Version)
        );
        Assert.Empty((await Live.ReadRosterAsync(session.Id, None))!.Records);
    }

    [Fact]
    public async Task An_older_copy_does_not_undo_a_deletion()
    {
        var session = await OpenAsync(Session(_teacher));
        await CheckInAsync(session.Id, _student);
        await AcceptAsync(session, _student);
        await CheckInAsync(session.Id, _other);
        var early = await CopyAsync(session.Id);
        Assert.True(await Data.EraseAsync(_student, None));
        var late = await CopyAsync(session.Id);

        // A slow worker saves its older copy; then archiving continues.
        await Archive.SaveAsync(early, None);
        Assert.False(await Live.RemoveIfUnchangedAsync(early, None));
        await Archive.SaveAsync(late, None);
        Assert.True((await Data.FindAsync(_student, None)).IsEmpty);
        Assert.Equal(_other, Assert.Single((await Archive.ReadRosterAsync(session.Id, None))!.Records).StudentNumber);

        // An even slower worker.
        await Archive.SaveAsync(early, None);
        Assert.True((await Data.FindAsync(_student, None)).IsEmpty);
    }

    [Fact]
    public async Task A_copy_of_an_archived_class_session_does_not_undo_a_deletion()
    {
        var session = await OpenAsync(Session(_teacher));
        await CheckInAsync(session.Id, _student);
        var copy = await CopyAsync(session.Id);
        await Archive.SaveAsync(copy, None);
        await Live.RemoveIfUnchangedAsync(copy, None);

        Assert.True(await Data.EraseAsync(_student, None));
        await Archive.SaveAsync(copy, None);

        Assert.True((await Data.FindAsync(_student, None)).IsEmpty);
    }

    [Fact]
    public async Task A_student_who_checks_in_meanwhile_is_deleted_completely()
    {
        var sessions = new List<ClassSession>();
        for (var number = 0; number < 5; number++)
            sessions.Add(await OpenAsync(Session($"{_teacher}{number}")));
        var tries = AtOnceAsync(25, number => CheckInWithSelfieOrNotAsync(sessions[number % 5].Id));
        await Data.EraseAsync(_student, None);
        await tries;

        Assert.True(await Data.EraseAsync(_student, None));

        Assert.True((await Data.FindAsync(_student, None)).IsEmpty);
        Assert.Equal(new OutboxDepth(0, 0), await Outbox.MeasureAsync(None));
    }

    [Fact]
    public async Task A_deleted_teachers_class_sessions_stay_for_the_students_without_the_teachers_number()
    {
        var session = await OpenAsync(Session(_teacher));
        await CheckInAsync(session.Id, _student);
        await AcceptAsync(session, _student);
        await Lessons.ReplaceAsync(_teacher, Lesson, new Enrolment(_student, "Çağla"));
        var copy = await CopyAsync(session.Id);
        await Archive.SaveAsync(copy, None);
        await Live.RemoveIfUnchangedAsync(copy, None);
        var term = (await Lessons.Terms.FindOrMakeAsync(Now, None)).Id;
        var before = Assert.Single(await Own.ListCoursesAsync(_student, term, None));

        Assert.True(await Data.EraseAsync(_teacher, None));

        Assert.Empty(await Archive.ListSessionsAsync(new(_teacher), None));
        var own = Assert.Single(await Own.ListCoursesAsync(_student, term, None));
        Assert.Equal(
            (before.Id, before.Name, before.Policy, before.Enrolment, PersonArchive.ErasedName),
            (own.Id, own.Name, own.Policy, own.Enrolment, own.TeacherName)
        );
        Assert.Equal([AttendanceStatus.Present], own.Sessions.Select(held => held.Status));
        var kept = (await Archive.FindSessionAsync(session.Id, None))!;
        Assert.StartsWith("erased-", kept.TeacherNumber, StringComparison.Ordinal);
        Assert.Null(kept.TeacherAddress);
        Assert.Equal(kept.TeacherNumber, Assert.Single(await Archive.ListAuditAsync(session.Id, _student, None)).Actor);
        Assert.Equal(
            1,
            await Database.ReadAsync(
                (context, token) => context.Enrolments.CountAsync(row => row.StudentNumber == _student, token),
                None
            )
        );
        await Archive.SaveAsync(copy, None);
        Assert.True((await Data.FindAsync(_teacher, None)).IsEmpty);
    }

    [Fact]
    public async Task Class_sessions_are_listed_by_person_and_time()
    {
        var session = Arranged.Session(_teacher, start: Now.AddHours(-3));
        await Archive.SaveAsync(
            Arranged.Copy(
                session,
                Arranged.Record(session, _student),
                Arranged.Record(session, _other, state: RecordState.Failed("no", DecidedBy.Teacher))
            ),
            None
        );
        var people = new PersonArchive(Database);

        foreach (var number in new[] { _teacher, _student, _other })
        {
            var listed = Assert.Single(
                await people.ListSessionsAsync(
                    new(number, From: session.StartTime, Before: session.EndTime, Limit: 10),
                    None
                )
            );
            Assert.Equal(
                (session.Id, 2, 1, false),
                (listed.Session.Id, listed.Records, listed.Present, listed.IsDeleted)
            );
        }

        Assert.Empty(
            await people.ListSessionsAsync(new(_teacher, From: session.EndTime, Before: null, Limit: 10), None)
        );
        Assert.Empty(
            await people.ListSessionsAsync(new(_teacher, From: null, Before: session.StartTime, Limit: 10), None)
        );
    }

    private static async Task<AttendanceRecord> NextRecordAsync(SessionSubscription subscriber)
    {
        while (await subscriber.WaitAsync(None))
        {
            if (subscriber.TryRead(out var change) && change is LiveChange.Record { Written: var record })
                return record;
        }

        throw new InvalidOperationException("The subscriber was dropped.");
    }

    private async Task<CheckInOutcome?> CheckInWithSelfieOrNotAsync(Guid id)
    {
        var verification = Guid.NewGuid();
        await Outbox.SavePicturesAsync(verification, new FacePictures(Picture(1), Picture(2)), None);
        return await CheckInAsync(id, _student, Selfie(verification));
    }

    /// <summary>Stores one of everything about a student, and data of another one in the same places.</summary>
    /// <returns>The waiting check.</returns>
    private async Task<Guid> StoreEverythingAsync()
    {
        var accepted = await OpenAsync(Session(_teacher));
        var waiting = await OpenAsync(Session(_teacher + "2"));
        foreach (var number in new[] { _student, _other })
        {
            await Logins.SaveAsync(LoginOf(number), Picture(3), Now, None);
            await CheckInAsync(accepted.Id, number);
            await AcceptAsync(accepted, number);
            await Selfies.ClaimAsync(number, accepted.Id, [new("0a", null)], None);
            await Tickets.BindAsync(new(Guid.NewGuid(), accepted.Id, Now), number, None);
            await Consents.GiveAsync(number, "1", Now, None);
            await Archive.SaveUserAsync(new(number, "ÇAĞLA IŞIK", UserRole.Student, IsFromPortal: true), None);
        }

        await Lessons.ReplaceAsync(_teacher, Lesson, new(_student, "Çağla"), new(_other, "Ada"));
        var past = Arranged.Session(_teacher, Lesson);
        await Archive.SaveAsync(
            Arranged.Copy(past, Arranged.Record(past, _student), Arranged.Record(past, _other)),
            None
        );
        await Archive.ChangeRecordAsync(
            past.Id,
            _student,
            (session, record) => TeacherRules.Fail(session, record, Arranged.Decision(past, _student), "left early"),
            None
        );
        return await CheckInWithSelfieAsync(waiting.Id, _student);
    }

    private LoginSession LoginOf(string number) =>
        new()
        {
            Id = Guid.NewGuid(),
            UserNumber = number,
            FullName = "ÇAĞLA IŞIK",
            Role = UserRole.Student,
            SignedInAt = Now,
            ExpiresAt = Now.AddMinutes(10),
        };
}

public sealed class EmbeddedPersonalDataTests(SqliteArchiveFile file)
    : PersonalDataContract,
        IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;

    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        SqliteLiveHarness.CreateAsync(limits, now);
}

public sealed class ServersPersonalDataTests(PostgresDatabase database, SharedRedis redis)
    : PersonalDataContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;

    protected override Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now) =>
        RedisLiveHarness.CreateAsync(redis, limits);
}
