using System.Diagnostics;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Attn.Testing;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Archive;

/// <summary>What the archive promises, wherever it lies. Each test owns its teachers, students and sessions.</summary>
public abstract class ArchiveContract(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private SessionArchive Archive => new(Database, TimeProvider.System);

    private Consents Consents => new(Database);

    private protected abstract IArchiveDatabase Database { get; }

    [Fact]
    public async Task What_is_saved_reads_back_the_same()
    {
        var session = Session();
        var plain = Record(session, "20190001");
        var full = Record(
            session,
            "20190002:ı/ğ",
            state: new()
            {
                IsAttended = false,
                FailReason = "Left early: \"sorry\"",
                DecidedBy = DecidedBy.Teacher,
                Excused = true,
                Note = "Doctor's note",
            }
        ) with
        {
            Replaced = RecordState.Present(Noon.AddMinutes(4), DecidedBy.System),
            Attempts = 4,
            RefusedComparisons = 3,
            VerificationId = Guid.CreateVersion7(),
        };
        var empty = plain with { StudentNumber = "20190003", LastTryAt = null, Attempts = 0 };
        await Archive.SaveAsync(Copy(session, full, plain, empty), None);

        var roster = await Archive.ReadRosterAsync(session.Id, None);

        Assert.NotNull(roster);
        Assert.Equal(session, roster.Session);
        Assert.Equal([plain, full, empty], roster.Records);
        Assert.Equal(session, await Archive.FindSessionAsync(session.Id, None));
        Assert.Equal(
            new RosterEntry(session, full),
            await Archive.FindRecordAsync(session.Id, full.StudentNumber, None)
        );
    }

    [Fact]
    public async Task A_consent_is_given_taken_back_and_given_again()
    {
        var student = Guid.NewGuid().ToString();
        Assert.Null(await Consents.FindAsync(student, None));

        Assert.Equal(new(student, "1", Noon, null), await Consents.GiveAsync(student, "1", Noon, None));
        Assert.Equal(new(student, "1", Noon, null), await Consents.GiveAsync(student, "1", Noon.AddHours(1), None));
        Assert.Equal(
            new(student, "2", Noon.AddHours(2), null),
            await Consents.GiveAsync(student, "2", Noon.AddHours(2), None)
        );
        Assert.Equal(
            new(student, "2", Noon.AddHours(2), Noon.AddHours(3)),
            await Consents.WithdrawAsync(student, "3", Noon.AddHours(3), None)
        );
        Assert.Equal(
            new(student, "2", Noon.AddHours(2), Noon.AddHours(3)),
            await Consents.WithdrawAsync(student, "3", Noon.AddHours(4), None)
        );
        Assert.Equal(
            new(student, "2", Noon.AddHours(5), null),
            await Consents.GiveAsync(student, "2", Noon.AddHours(5), None)
        );
        Assert.Equal(new(student, "2", Noon.AddHours(5), null), await Consents.FindAsync(student, None));
    }

    [Fact]
    public async Task Who_refuses_before_having_agreed_is_remembered()
    {
        var student = Guid.NewGuid().ToString();
        Assert.Equal(new(student, "1", null, Noon), await Consents.WithdrawAsync(student, "1", Noon, None));
        Assert.True((await Consents.FindAsync(student, None))!.IsWithdrawn);
    }

    [Fact]
    public async Task Many_answers_at_once_leave_one_of_them()
    {
        var student = Guid.NewGuid().ToString();
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number =>
                    number % 2 == 0
                        ? Consents.GiveAsync(student, "1", Noon, None)
                        : Consents.WithdrawAsync(student, "1", Noon, None)
                )
        );
        Assert.NotNull(await Consents.FindAsync(student, None));
    }

    [Fact]
    public async Task Times_are_cut_to_milliseconds_everywhere()
    {
        var fine = TimeSpan.FromTicks(9_999);
        var exact = Session();
        var session = exact with { StartTime = exact.StartTime + fine, EndTime = exact.EndTime + fine };
        var record = Record(session, state: RecordState.Present(Noon + fine, DecidedBy.System)) with
        {
            Replaced = RecordState.Present(Noon + fine, DecidedBy.System),
            LastTryAt = Noon + fine,
            UpdatedAt = Noon + fine,
        };
        await Archive.SaveAsync(Copy(session, record), None);

        var roster = await Archive.ReadRosterAsync(session.Id, None);

        Assert.Equal(exact, roster!.Session);
        var cut = RecordState.Present(Noon, DecidedBy.System);
        Assert.Equal(
            record with
            {
                State = cut,
                Replaced = cut,
                LastTryAt = Noon,
                UpdatedAt = Noon,
            },
            Assert.Single(roster.Records)
        );
        Assert.Empty(await Archive.ListSessionsAsync(new(session.TeacherNumber, Before: session.StartTime), None));
    }

    [Fact]
    public async Task A_session_without_records_has_an_empty_roster()
    {
        var session = Session();
        await Archive.SaveAsync(Copy(session), None);

        Assert.Empty((await Archive.ReadRosterAsync(session.Id, None))!.Records);
        Assert.Equal(new RosterEntry(session, null), await Archive.FindRecordAsync(session.Id, "nobody", None));
    }

    [Fact]
    public async Task An_unknown_session_is_null_to_every_lookup()
    {
        var id = Guid.CreateVersion7();

        Assert.Null(await Archive.FindSessionAsync(id, None));
        Assert.Null(await Archive.ReadRosterAsync(id, None));
        Assert.Null(await Archive.FindRecordAsync(id, "1", None));
        Assert.Null(await Archive.FindByVerificationAsync(id, None));
        Assert.Null(
            await Archive.ChangeRecordAsync<TeacherOutcome>(
                id,
                "1",
                (_, _) => throw new InvalidOperationException("asked"),
                None
            )
        );
        Assert.Null(await Archive.DeleteSessionAsync(id, "1", "a good reason", Noon, None));
        Assert.Null(await Archive.FindUserAsync(NewNumber(), None));
    }

    [Fact]
    public async Task Session_is_found_by_its_own_teacher_only()
    {
        var session = Session();
        await Archive.SaveAsync(Copy(session), None);

        Assert.Equal(session, await Archive.FindOwnAsync(session.Id, session.TeacherNumber, None));
        Assert.Null(await Archive.FindOwnAsync(session.Id, NewNumber(), None));
        Assert.Null(await Archive.FindOwnAsync(Guid.CreateVersion7(), session.TeacherNumber, None));
    }

    [Fact]
    public async Task A_roster_is_in_the_ordinal_order_of_student_numbers()
    {
        var session = Session();
        string[] numbers = ["b", "B", "a:1", "a/1", "10", "9", "ç", "İ", "ı"];
        await Archive.SaveAsync(
            Copy(session, [.. numbers.Select(number => Record(session, session.Id.ToString("N") + number))]),
            None
        );

        var roster = await Archive.ReadRosterAsync(session.Id, None);

        Assert.Equal(
            numbers.Order(StringComparer.Ordinal),
            roster!.Records.Select(record => record.StudentNumber[32..])
        );
    }

    [Fact]
    public async Task A_copy_that_comes_twice_changes_nothing()
    {
        var copy = WithStudents(3);
        copy = copy with
        {
            Audit =
            [
                new(
                    Noon,
                    copy.Session.TeacherNumber,
                    AuditAction.Accept,
                    "x",
                    null,
                    RecordState.Present(Noon, DecidedBy.Teacher),
                    null
                )
                {
                    Version = 2,
                },
            ],
        };
        await Archive.SaveAsync(copy, None);
        await Archive.SaveAsync(copy, None);

        await AssertHoldsAsync(copy);
        Assert.Equal([2L], (await AuditOfAsync(copy.Session.Id)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task A_newer_copy_replaces_an_older_one_and_the_older_one_is_too_late()
    {
        var older = WithStudents(3);
        var newer = older with
        {
            Session = older.Session with { EndTime = older.Session.EndTime.AddMinutes(5), Version = 5 },
            Records =
            [
                older.Records[0],
                Absent(older.Records[1], 4),
                older.Records[2],
                Record(older.Session, version: 5),
            ],
        };
        await Archive.SaveAsync(older, None);
        await Archive.SaveAsync(newer, None);
        await AssertHoldsAsync(newer);

        await Archive.SaveAsync(older, None);
        await AssertHoldsAsync(newer);
    }

    [Fact]
    public async Task A_late_copy_overwrites_no_edit()
    {
        var copy = WithStudents(3);
        await Archive.SaveAsync(copy, None);
        var student = copy.Records[1].StudentNumber;
        await AcceptAsync(copy.Session, student);
        await FailAsync(copy.Session, student, "Was asleep");
        await DeleteAsync(copy.Session, copy.Records[2].StudentNumber);
        var edited = await Archive.ReadRosterAsync(copy.Session.Id, None);

        await Archive.SaveAsync(copy, None);

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal(edited!.Session, roster!.Session);
        Assert.Equal(edited.Records, roster.Records);
        Assert.Equal(2, roster.Records.Count);
        Assert.Equal("Was asleep", roster.Records[1].State.FailReason);
        Assert.Equal(copy.Session.Version + 3, roster.Session.Version);
        Assert.Equal([4L, 5L, 6L], (await AuditOfAsync(copy.Session.Id)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task Two_workers_and_edits_at_once_lose_nothing()
    {
        var copy = WithStudents(20);
        var older = copy with { Session = copy.Session with { Version = 10 }, Records = [.. copy.Records.Take(10)] };
        await Archive.SaveAsync(copy, None);

        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(number => Task.Run(() => Archive.SaveAsync(number % 2 == 0 ? copy : older, None)))
                .Concat(
                    copy.Records.Select(record =>
                        Task.Run(() => FailAsync(copy.Session, record.StudentNumber, "Was not there"))
                    )
                )
        );

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal(40, roster!.Session.Version);
        Assert.All(roster.Records, record => Assert.Equal("Was not there", record.State.FailReason));
        Assert.Equal(
            Enumerable.Range(21, 20).Select(version => (long)version),
            roster.Records.Select(record => record.Version).Order()
        );
        Assert.Equal(
            Enumerable.Range(21, 20).Select(version => (long)version),
            (await AuditOfAsync(copy.Session.Id)).Select(entry => entry.Version)
        );
    }

    [Fact]
    public async Task Sessions_that_share_students_are_saved_side_by_side()
    {
        var prefix = NewNumber();
        var copies = Enumerable.Range(0, 8).Select(_ => WithStudents(200, prefix)).Select(Shuffled).ToList();

        await Task.WhenAll(copies.Select(copy => Task.Run(() => Archive.SaveAsync(copy, None))));

        foreach (var copy in copies)
            Assert.Equal(200, (await Archive.ReadRosterAsync(copy.Session.Id, None))!.Records.Count);
    }

    [Fact]
    public async Task A_change_is_made_once_with_its_audit_entry_and_the_next_version()
    {
        var copy = WithStudents(1);
        var before = copy.Records[0];
        await Archive.SaveAsync(copy, None);

        var outcome = await FailAsync(copy.Session, before.StudentNumber, "Left at once");

        OutcomeAssert.Succeeded(outcome);
        var found = (await Archive.FindRecordAsync(copy.Session.Id, before.StudentNumber, None))!;
        Assert.Equal(2, found.Session.Version);
        Assert.Equal(
            before with
            {
                State = RecordState.Failed("Left at once", DecidedBy.Teacher),
                Replaced = before.State,
                UpdatedAt = Noon.AddDays(1),
                Version = 2,
            },
            found.Record
        );
        var entry = Assert.Single(await AuditOfAsync(copy.Session.Id));
        Assert.Equal(
            (2L, copy.Session.TeacherNumber, AuditAction.Fail, "Left at once"),
            (entry.Version, entry.Actor, entry.Action, entry.Reason)
        );
        Assert.Equal(before.State, entry.Before);
        Assert.Equal(found.Record!.State, entry.After);
        Assert.Equal(Noon.AddDays(1), entry.At);
    }

    [Fact]
    public async Task A_rule_that_refuses_or_throws_changes_nothing()
    {
        var copy = WithStudents(1);
        await Archive.SaveAsync(copy, None);
        var student = copy.Records[0].StudentNumber;

        var refused = await Archive.ChangeRecordAsync(
            copy.Session.Id,
            student,
            (session, record) =>
                TeacherRules.Accept(session, record, Decision(session, student) with { TeacherNumber = "else" }),
            None
        );
        await Assert.ThrowsAsync<FormatException>(() =>
            Archive.ChangeRecordAsync<TeacherOutcome>(
                copy.Session.Id,
                student,
                (_, _) => throw new FormatException(),
                None
            )
        );

        OutcomeAssert.Refused(TeacherRefusal.SessionNotFound, refused);
        await AssertHoldsAsync(copy);
    }

    [Fact]
    public async Task A_deleted_record_is_hidden_until_it_is_undone_or_added_again()
    {
        var copy = WithStudents(2);
        await Archive.SaveAsync(copy, None);
        var (first, second) = (copy.Records[0].StudentNumber, copy.Records[1].StudentNumber);
        await DeleteAsync(copy.Session, first);
        await DeleteAsync(copy.Session, second);
        Assert.Empty((await Archive.ReadRosterAsync(copy.Session.Id, None))!.Records);
        Assert.Null((await Archive.FindRecordAsync(copy.Session.Id, first, None))!.Record);
        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, await DeleteAsync(copy.Session, first));

        await ChangeAsync(copy.Session, first, TeacherRules.Undo);
        await AddAsync(copy.Session, second, "Somebody");

        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.Equal([first, second], roster!.Records.Select(record => record.StudentNumber));
        Assert.Equal([5L, 6L], roster.Records.Select(record => record.Version));
    }

    [Fact]
    public async Task Students_added_at_once_to_several_sessions_are_each_there_once()
    {
        var sessions = Enumerable.Range(0, 6).Select(_ => Session()).ToList();
        foreach (var session in sessions)
            await Archive.SaveAsync(Copy(session), None);
        var student = NewNumber();

        await Task.WhenAll(
            sessions.SelectMany(session =>
                Enumerable.Range(0, 3).Select(_ => Task.Run(() => AddAsync(session, student, "New Student")))
            )
        );

        foreach (var session in sessions)
        {
            var roster = await Archive.ReadRosterAsync(session.Id, None);
            Assert.Equal("New Student", Assert.Single(roster!.Records).StudentName);
            Assert.Equal(13, roster.Session.Version);
        }

        Assert.Equal(
            new KnownUser(student, "New Student", UserRole.Student, IsFromPortal: false),
            await Archive.FindUserAsync(student, None)
        );
    }

    [Fact]
    public async Task The_portals_name_stands_before_a_typed_one()
    {
        var session = Session();
        await Archive.SaveAsync(Copy(session), None);
        var student = NewNumber();
        await AddAsync(session, student, "Typed Name");
        Assert.False((await Archive.FindRecordAsync(session.Id, student, None))!.Record!.NameIsFromPortal);

        await Archive.SaveUserAsync(new(student, "Portal Name", UserRole.Student, IsFromPortal: true), None);
        await AddAsync(session, student, "Typed Again");
        await Archive.SaveUserAsync(new(student, "Typed Elsewhere", UserRole.Teacher, IsFromPortal: false), None);

        var record = Assert.Single((await Archive.ReadRosterAsync(session.Id, None))!.Records);
        Assert.Equal(("Portal Name", true), (record.StudentName, record.NameIsFromPortal));
        Assert.Equal(
            new KnownUser(student, "Portal Name", UserRole.Student, IsFromPortal: true),
            await Archive.FindUserAsync(student, None)
        );
    }

    [Fact]
    public async Task A_copy_brings_names_and_a_late_one_renames_nobody()
    {
        var session = Session();
        var student = NewNumber();
        var today = Record(session, student) with { StudentName = "Married Name", LastTryAt = Noon };
        var lastYear = Session(start: Noon.AddYears(-1));
        await Archive.SaveAsync(Copy(session, today), None);
        await Archive.SaveAsync(
            Copy(
                lastYear,
                Record(lastYear, student) with
                {
                    StudentName = "Maiden Name",
                    LastTryAt = Noon.AddYears(-1),
                }
            ),
            None
        );

        Assert.Equal(
            new KnownUser(student, "Married Name", UserRole.Student, IsFromPortal: true),
            await Archive.FindUserAsync(student, None)
        );
        Assert.Equal("Married Name", (await Archive.FindRecordAsync(lastYear.Id, student, None))!.Record!.StudentName);
        Assert.Equal(
            new KnownUser(session.TeacherNumber, session.TeacherName, UserRole.Teacher, IsFromPortal: true),
            await Archive.FindUserAsync(session.TeacherNumber, None)
        );
    }

    [Fact]
    public async Task The_history_is_the_teachers_own_latest_first_in_pages()
    {
        var teacher = NewNumber();
        var sessions = Enumerable
            .Range(0, 7)
            .Select(day => Session(teacher, day % 2 == 0 ? "Calculus" : "İSTATİSTİK  II", Noon.AddDays(day)))
            .ToList();
        foreach (var session in sessions.Append(Session()))
            await Archive.SaveAsync(Copy(session), None);
        var latestFirst = Enumerable.Reverse(sessions).ToList();

        Assert.Equal(latestFirst, await Archive.ListSessionsAsync(new(teacher), None));
        Assert.Equal(latestFirst[..3], await Archive.ListSessionsAsync(new(teacher, Limit: 3), None));
        Assert.Equal(
            latestFirst[3..6],
            await Archive.ListSessionsAsync(new(teacher, latestFirst[2].StartTime, Limit: 3), None)
        );
        Assert.Equal(
            latestFirst[6..],
            await Archive.ListSessionsAsync(
                new(teacher, latestFirst[5].StartTime.ToOffset(TimeSpan.FromHours(3))),
                None
            )
        );
        Assert.Equal(
            latestFirst.Where(session => session.LessonName != "Calculus"),
            await Archive.ListSessionsAsync(new(teacher, LessonName: "istatistik ıı"), None)
        );
        Assert.Empty(await Archive.ListSessionsAsync(new(teacher, LessonName: "Physics"), None));
    }

    [Fact]
    public async Task Sessions_that_started_together_are_ordered_by_id()
    {
        var teacher = NewNumber();
        var sessions = Enumerable.Range(0, 20).Select(_ => Session(teacher) with { Id = Guid.NewGuid() }).ToList();
        foreach (var session in sessions)
            await Archive.SaveAsync(Copy(session), None);

        Assert.Equal(
            sessions.Select(session => session.Id.ToString()).OrderDescending(StringComparer.Ordinal),
            (await Archive.ListSessionsAsync(new(teacher), None)).Select(session => session.Id.ToString())
        );
    }

    [Fact]
    public async Task A_deleted_session_is_unknown_and_no_copy_brings_it_back()
    {
        var session = Session();
        var waiting = Pending(session);
        var settled = Record(session) with { VerificationId = Guid.CreateVersion7() };
        var copy = Copy(session, waiting, settled);
        await Archive.SaveAsync(copy, None);
        Assert.Null(await Archive.DeleteSessionAsync(session.Id, "somebody else", "Opened by mistake", Noon, None));

        var checks = await Archive.DeleteSessionAsync(
            session.Id,
            session.TeacherNumber,
            "Opened by mistake",
            Noon,
            None
        );
        Assert.Equal([waiting.VerificationId!.Value], checks);
        await AssertUnknownAsync();

        await Archive.SaveAsync(copy, None);
        await Archive.SaveAsync(
            copy with
            {
                Session = session with { Version = 1000 },
                Records = [Absent(settled, 999), Record(session, version: 1000)],
            },
            None
        );
        await AssertUnknownAsync();

        Assert.Null(
            await Archive.DeleteSessionAsync(session.Id, session.TeacherNumber, "Opened by mistake", Noon, None)
        );
        var entry = Assert.Single(await AuditOfAsync(session.Id));
        Assert.Equal(
            (11L, session.TeacherNumber, AuditAction.DeleteSession, "Opened by mistake", (string?)null),
            (entry.Version, entry.Actor, entry.Action, entry.Reason, entry.StudentNumber)
        );

        async Task AssertUnknownAsync()
        {
            Assert.Null(await Archive.FindSessionAsync(session.Id, None));
            Assert.Null(await Archive.ReadRosterAsync(session.Id, None));
            Assert.Null(await Archive.FindRecordAsync(session.Id, settled.StudentNumber, None));
            Assert.Null(await Archive.FindByVerificationAsync(waiting.VerificationId!.Value, None));
            Assert.Null(await AcceptAsync(session, settled.StudentNumber));
            Assert.Empty(await Archive.ListSessionsAsync(new(session.TeacherNumber), None));
            Assert.DoesNotContain(
                await Archive.ListPendingAsync(Noon.AddYears(1), 1000, None),
                record => record.SessionId == session.Id
            );
        }
    }

    [Fact]
    public async Task A_verdict_finds_its_record_and_settles_it_once()
    {
        var session = Session();
        var waiting = Pending(session);
        var check = waiting.VerificationId!.Value;
        await Archive.SaveAsync(Copy(session, waiting), None);
        Assert.Equal(waiting, await Archive.FindByVerificationAsync(check, None));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(() =>
                        Archive.ChangeRecordAsync(
                            session.Id,
                            waiting.StudentNumber,
                            (_, record) => VerdictRules.Settle(record, check, passed: true, "", Noon.AddHours(2)),
                            None
                        )
                    )
                )
        );

        Assert.Single(outcomes, outcome => outcome is { Status: VerdictStatus.Settled });
        var settled = await Archive.FindByVerificationAsync(check, None);
        Assert.Equal(
            (true, waiting.LastTryAt, 11L),
            (settled!.State.IsAttended, settled.State.AttendanceTime, settled.Version)
        );
        Assert.Equal(11, (await Archive.FindSessionAsync(session.Id, None))!.Version);
        Assert.Empty(await AuditOfAsync(session.Id));
    }

    [Fact]
    public async Task Records_that_nobody_settled_are_listed_earliest_end_first()
    {
        var longAgo = new DateTimeOffset(2001, 1, 1, 9, 0, 0, TimeSpan.Zero);
        var sessions = Enumerable.Range(0, 3).Select(day => Session(start: longAgo.AddDays(day))).ToList();
        var waiting = sessions.ConvertAll(session => Pending(session));
        foreach (var (session, pending) in sessions.Zip(waiting).Reverse())
            await Archive.SaveAsync(
                Copy(
                    session,
                    pending,
                    Record(session),
                    Pending(session) with
                    {
                        State = RecordState.Failed(FailReasons.TimedOut, DecidedBy.System),
                    }
                ),
                None
            );

        Assert.Equal(waiting, await Archive.ListPendingAsync(longAgo.AddDays(20), 10, None));
        Assert.Equal(waiting[..2], await Archive.ListPendingAsync(longAgo.AddDays(20), 2, None));
        Assert.Equal(waiting[..1], await Archive.ListPendingAsync(sessions[1].EndTime, 10, None));
    }

    [Fact]
    public async Task The_clock_of_the_database_is_compared_with_ours() =>
        Assert.InRange(await Archive.MeasureClockLeadAsync(None), TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2));

    [Fact]
    public async Task The_schema_may_be_applied_again()
    {
        var copy = WithStudents(1);
        await Archive.SaveAsync(copy, None);

        await Database.ApplySchemaAsync(None);

        await AssertHoldsAsync(copy);
    }

    [Fact]
    public async Task A_caller_that_has_given_up_is_told_so()
    {
        var given = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.SaveAsync(WithStudents(1), given));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.FindSessionAsync(Guid.NewGuid(), given));
    }

    [Fact]
    public async Task Five_thousand_records_are_copied()
    {
        await Archive.SaveAsync(WithStudents(10), None);
        var copies = Enumerable.Range(0, 5).Select(_ => WithStudents(5000, "5k")).ToList();

        var first = new List<double>();
        foreach (var copy in copies)
            first.Add(await MillisecondsAsync(() => Archive.SaveAsync(copy, None)));
        var again = await MillisecondsAsync(() => Archive.SaveAsync(copies[0], None));
        var read = await MillisecondsAsync(() => AssertHoldsAsync(copies[0]));

        output.WriteLine(
            $"{Database.Name}: copies of 5000 records {string.Join(", ", first.Select(time => $"{time:F0}"))} ms, one again {again:F0} ms, read {read:F0} ms"
        );
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static AttendanceRecord Absent(AttendanceRecord record, long version) =>
        record with
        {
            State = RecordState.Failed("Absent after all", DecidedBy.Teacher),
            Replaced = record.State,
            Version = version,
        };

    private static SessionCopy Shuffled(SessionCopy copy)
    {
        var records = copy.Records.ToArray();
        Random.Shared.Shuffle(records);
        return copy with { Records = records };
    }

    private Task<TeacherOutcome?> AcceptAsync(ClassSession session, string student) =>
        ChangeAsync(session, student, TeacherRules.Accept);

    private Task<TeacherOutcome?> FailAsync(ClassSession session, string student, string reason) =>
        ChangeAsync(session, student, (known, record, decision) => TeacherRules.Fail(known, record, decision, reason));

    private Task<TeacherOutcome?> DeleteAsync(ClassSession session, string student) =>
        ChangeAsync(
            session,
            student,
            (known, record, decision) => TeacherRules.Delete(known, record, decision, "Was never there")
        );

    private Task<TeacherOutcome?> AddAsync(ClassSession session, string student, string name) =>
        ChangeAsync(
            session,
            student,
            (known, record, decision) =>
                TeacherRules.Add(known, record, decision, name, nameIsFromPortal: false, isAttended: true, reason: null)
        );

    private Task<TeacherOutcome?> ChangeAsync(
        ClassSession session,
        string student,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<TeacherOutcome>> rule
    ) =>
        Archive.ChangeRecordAsync(
            session.Id,
            student,
            (known, record) => rule(known, record, Decision(session, student)),
            None
        );

    private Task<List<AuditRow>> AuditOfAsync(Guid id) =>
        Database.ReadAsync(
            (context, token) =>
                context
                    .Audit.Where(entry => entry.AttendanceId == id)
                    .OrderBy(entry => entry.Version)
                    .ToListAsync(token),
            None
        );

    private async Task AssertHoldsAsync(SessionCopy copy)
    {
        var roster = await Archive.ReadRosterAsync(copy.Session.Id, None);
        Assert.NotNull(roster);
        Assert.Equal(copy.Session, roster.Session);
        Assert.Equal(copy.Records.OrderBy(record => record.StudentNumber, StringComparer.Ordinal), roster.Records);
    }
}
