using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>The contract of <see cref="ILiveStore"/>: reading and changing records.</summary>
public abstract class RecordContract : LiveContract
{
    [Fact]
    public async Task A_rule_that_fails_writes_nothing_and_its_exception_reaches_the_caller()
    {
        var session = await OpenAsync();

        await Assert.ThrowsAsync<FormatException>(() =>
            Live.ChangeSessionAsync<SessionOutcome>(session.Id, _ => throw new FormatException(), None)
        );
        await Assert.ThrowsAsync<FormatException>(() =>
            Live.ChangeRecordAsync<CheckInOutcome>(session.Id, "1", (_, _) => throw new FormatException(), None)
        );
        Assert.Equal(session, await FindAsync(session.Id));
        Assert.Null(await RecordAsync(session.Id, "1"));
    }

    [Fact]
    public async Task A_student_who_has_not_tried_has_no_record()
    {
        var session = await OpenAsync();

        var found = await Live.FindRecordAsync(session.Id, "1", None);
        Assert.NotNull(found);
        Assert.Equal(session, found.Session);
        Assert.Null(found.Record);
        Assert.Empty((await Live.ReadRosterAsync(session.Id, None))!.Records);
    }

    [Fact]
    public async Task A_check_in_is_stamped_with_the_class_sessions_new_version()
    {
        var session = await OpenAsync();
        var outcome = OutcomeAssert.Succeeded(await CheckInAsync(session.Id, "1"));

        var found = await Live.FindRecordAsync(session.Id, "1", None);
        Assert.Equal(session.Version + 1, found!.Session.Version);
        Assert.Equal(outcome.Record with { Version = session.Version + 1 }, found.Record);
        Assert.Equal(session with { Version = session.Version + 1 }, found.Session);
    }

    [Fact]
    public async Task A_rule_sees_class_session_and_record_as_written()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var written = await RecordAsync(session.Id, "1");

        (ClassSession Session, AttendanceRecord? Record) seen = default;
        await Live.ChangeRecordAsync(
            session.Id,
            "1",
            (it, record) =>
            {
                seen = (it, record);
                return new RecordChange<CheckInOutcome>(CheckInRefusal.AlreadyPresent);
            },
            None
        );

        Assert.Equal(session with { Version = session.Version + 1 }, seen.Session);
        Assert.Equal(written, seen.Record);
    }

    [Fact]
    public async Task A_refused_check_in_writes_nothing()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var before = await CopyAsync(session.Id);

        OutcomeAssert.Refused(CheckInRefusal.AlreadyPresent, await CheckInAsync(session.Id, "1"));
        var after = await CopyAsync(session.Id);
        Assert.Equal(before.Session, after.Session);
        Assert.Equal(before.Records, after.Records);
    }

    [Fact]
    public async Task Fifty_check_ins_of_one_student_at_once_make_one_record()
    {
        var session = await OpenAsync();
        var outcomes = await AtOnceAsync(50, _ => CheckInAsync(session.Id, "1"));

        Assert.Single(outcomes, outcome => outcome?.Value is not null);
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPresent));
        Assert.Equal(1, (await RecordAsync(session.Id, "1"))!.Attempts);
        Assert.Equal(session.Version + 1, (await FindAsync(session.Id)).Version);
    }

    [Fact]
    public async Task Fifty_check_ins_of_one_student_at_once_start_one_face_check()
    {
        var session = await OpenAsync();
        var outcomes = await AtOnceAsync(50, _ => CheckInAsync(session.Id, "1", Selfie(Guid.NewGuid())));

        var won = Assert.Single(outcomes, outcome => outcome?.Value is not null)!.Value!;
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPending));
        Assert.Equal(new(1, won.Record.VerificationId is null ? 0 : 1000), await Outbox.MeasureAsync(None));
        Assert.Equal([won.Record.VerificationId!.Value], await LeaseDueAsync());
    }

    [Fact]
    public async Task Two_hundred_students_at_once_are_all_recorded_with_distinct_versions()
    {
        var session = await OpenAsync();
        var outcomes = await AtOnceAsync(200, number => CheckInAsync(session.Id, Student(number)));

        Assert.All(outcomes, outcome => OutcomeAssert.Succeeded(outcome));
        var roster = await Live.ReadRosterAsync(session.Id, None);
        Assert.Equal(Enumerable.Range(0, 200).Select(Student), roster!.Records.Select(record => record.StudentNumber));
        Assert.Equal(
            Enumerable.Range(1, 200).Select(number => session.Version + number),
            roster.Records.Select(record => record.Version).Order()
        );
        Assert.Equal(session.Version + 200, roster.Session.Version);
    }

    [Fact]
    public async Task Fifty_changes_of_a_record_at_once_all_take_effect()
    {
        var session = await OpenAsync();
        await AtOnceAsync(50, _ => CheckInAsync(session.Id, "1", CheckInEvidence.Failed(FailReasons.WifiFailed)));

        Assert.Equal(50, (await RecordAsync(session.Id, "1"))!.Attempts);
        Assert.Equal(session.Version + 50, (await FindAsync(session.Id)).Version);
    }

    [Fact]
    public async Task Check_ins_and_a_finish_at_once_leave_no_record_after_the_end()
    {
        var session = await OpenAsync();
        await AtOnceAsync(
            50,
            async number =>
            {
                if (number == 25)
                    await FinishAsync(session);
                return await CheckInAsync(session.Id, Student(number));
            }
        );

        // The finish took one version and every record one; later check-ins were refused. Now is the same for all.
        var roster = await Live.ReadRosterAsync(session.Id, None);
        Assert.True(roster!.Session.HasEnded(Now));
        Assert.Equal(session.Version + 1 + roster.Records.Count, roster.Session.Version);
        Assert.Equal(roster.Records.Count, roster.Records.Select(record => record.Version).Distinct().Count());
        OutcomeAssert.Refused(CheckInRefusal.Ended, await CheckInAsync(session.Id, "late"));
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task A_student_may_have_any_number(string number)
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "12");
        await CheckInAsync(session.Id, number);

        Assert.Equal(number, (await RecordAsync(session.Id, number))?.StudentNumber);
        Assert.Equal(
            new[] { "12", number }.Order(StringComparer.Ordinal),
            (await Live.ReadRosterAsync(session.Id, None))!.Records.Select(record => record.StudentNumber)
        );
        OutcomeAssert.Refused(CheckInRefusal.AlreadyPresent, await CheckInAsync(session.Id, number));
    }

    [Fact]
    public async Task A_roster_is_ordered_by_student_number_ordinally()
    {
        var session = await OpenAsync();
        string[] numbers = ["b", "B", "ç", "10", "9", "\uE000", "😀", "a", "İ", "i", "ı"];
        foreach (var number in numbers)
            await CheckInAsync(session.Id, number);

        var roster = await Live.ReadRosterAsync(session.Id, None);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), roster!.Records.Select(record => record.StudentNumber));
        Assert.Equal(
            numbers.Order(StringComparer.Ordinal),
            (await CopyAsync(session.Id)).Records.Select(record => record.StudentNumber)
        );
    }

    [Fact]
    public async Task A_record_is_found_with_all_its_values()
    {
        var session = await OpenAsync();
        var full = new AttendanceRecord
        {
            SessionId = session.Id,
            StudentNumber = "1",
            StudentName = "Ğ \"quoted\" \\ <b> \u0001 \u2028 😀",
            NameIsFromPortal = true,
            State = new()
            {
                IsAttended = true,
                AttendanceTime = Now.AddTicks(7),
                DecidedBy = DecidedBy.Teacher,
                Excused = true,
                Note = "came\nlate",
            },
            Replaced = RecordState.Failed("a:b", DecidedBy.System),
            Attempts = 3,
            RefusedComparisons = 2,
            Flags = new(1 << 30 | 1),
            Selfies = "0a.1b 2c",
            LastTryAt = Now.AddTicks(-1),
            VerificationId = Guid.NewGuid(),
            UpdatedAt = Now,
        };
        await WriteAsync(full);

        Assert.Equal(full with { Version = session.Version + 1 }, await RecordAsync(session.Id, "1"));

        var bare = new AttendanceRecord
        {
            SessionId = session.Id,
            StudentNumber = "2",
            StudentName = string.Empty,
            State = RecordState.Failed(string.Empty, DecidedBy.System),
            UpdatedAt = Now,
        };
        await WriteAsync(bare);
        Assert.Equal(bare with { Version = session.Version + 2 }, await RecordAsync(session.Id, "2"));
    }

    [Fact]
    public async Task A_deleted_record_is_kept_as_a_tombstone()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        OutcomeAssert.Succeeded(await DeleteAsync(session, "1"));

        Assert.True((await RecordAsync(session.Id, "1"))!.State.IsDeleted);
        Assert.True(Assert.Single((await Live.ReadRosterAsync(session.Id, None))!.Records).State.IsDeleted);
        Assert.True(Assert.Single((await CopyAsync(session.Id)).Records).State.IsDeleted);
    }

    [Fact]
    public async Task Class_sessions_do_not_share_records()
    {
        var first = await OpenAsync(Session("T1"));
        var second = await OpenAsync(Session("T2"));
        await CheckInAsync(first.Id, "1");

        Assert.Null(await RecordAsync(second.Id, "1"));
        OutcomeAssert.Succeeded(await CheckInAsync(second.Id, "1"));
        Assert.Equal(first.Id, (await RecordAsync(first.Id, "1"))!.SessionId);
    }

    private Task<CheckInOutcome?> WriteAsync(AttendanceRecord record) =>
        Live.ChangeRecordAsync(
            record.SessionId,
            record.StudentNumber,
            (session, _) => new RecordChange<CheckInOutcome>(new SessionRecord(session, record)) { Record = record },
            None
        );
}
