using System.Collections.Concurrent;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>What <see cref="ILiveStore"/> promises.</summary>
public abstract class LiveStoreContract : LiveContract
{
    /// <summary>Numbers that a store which builds keys or queries from them could stumble over.</summary>
    public static TheoryData<string> OddNumbers =>
        new(
            "12:34",
            "12/34",
            "12|34",
            "12%7C34",
            "12\\|34",
            "ÖĞRENCİ-ıİşç",
            "{12}",
            "*",
            "12 34",
            "a'b\"c",
            "attn:outbox:due",
            "[x]?",
            "😀"
        );

    [Fact]
    public async Task A_session_is_found_as_it_was_opened()
    {
        var session = Session();
        await OpenAsync(session);

        var found = await FindAsync(session.Id);
        Assert.Equal(session with { Version = found.Version }, found);
        Assert.True(found.Version > 0);
    }

    [Fact]
    public async Task A_session_with_nothing_optional_is_found_as_it_was_opened()
    {
        var session = Session() with { TeacherAddress = null, LateAfterMinutes = null, RequireCode = false };
        await OpenAsync(session);

        var found = await FindAsync(session.Id);
        Assert.Equal(session with { Version = found.Version }, found);
    }

    [Fact]
    public async Task Of_a_session_that_was_never_opened_nothing_is_found_and_no_rule_is_asked()
    {
        var id = Guid.NewGuid();

        Assert.Null(await Live.FindSessionAsync(id, CancellationToken.None));
        Assert.Null(await Live.ReadRosterAsync(id, CancellationToken.None));
        Assert.Null(await Live.FindRecordAsync(id, "1", CancellationToken.None));
        Assert.Null(await Live.CopyAsync(id, CancellationToken.None));
        Assert.False(await Live.TryLeaseForArchivingAsync(id, TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.False(
            await Live.RemoveIfUnchangedAsync(new(Session() with { Id = id }, [], []), CancellationToken.None)
        );
        Assert.Null(
            await Live.ChangeSessionAsync<SessionOutcome>(
                id,
                _ => throw new InvalidOperationException("asked"),
                CancellationToken.None
            )
        );
        Assert.Null(
            await Live.ChangeRecordAsync<CheckInOutcome>(
                id,
                "1",
                (_, _) => throw new InvalidOperationException("asked"),
                CancellationToken.None
            )
        );
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_second_session_of_a_teacher_is_refused_and_leaves_nothing()
    {
        var first = await OpenAsync();
        var contents = await Harness.ListContentsAsync();
        var second = Session() with { EndTime = Now.AddMinutes(1), LessonName = "Algebra" };

        Assert.False(await Live.OpenAsync(second, Now, CancellationToken.None));
        Assert.Null(await Live.FindSessionAsync(second.Id, CancellationToken.None));
        Assert.Equal(first, await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
        Assert.Equal(contents, await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task Two_teachers_have_a_session_each()
    {
        var first = await OpenAsync(Session("T1"));
        var second = await OpenAsync(Session("T2"));

        Assert.Equal(first, await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
        Assert.Equal(second, await Live.FindActiveOfTeacherAsync("T2", Now, CancellationToken.None));
        Assert.Null(await Live.FindActiveOfTeacherAsync("T3", Now, CancellationToken.None));
    }

    [Fact]
    public async Task A_session_that_starts_later_counts_as_active()
    {
        var later = await OpenAsync(
            Session() with
            {
                StartTime = Now.AddDays(2),
                EndTime = Now.AddDays(2).AddHours(1),
            }
        );

        Assert.False(await Live.OpenAsync(Session(), Now, CancellationToken.None));
        Assert.Equal(later, await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
        Assert.Equal(
            [later],
            await Live.FindActiveByLessonAsync(later.LessonName, later.TeacherName, Now, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Fifty_tries_at_once_open_one_session()
    {
        var sessions = Enumerable.Range(0, 50).Select(_ => Session()).ToList();
        var opened = await AtOnceAsync(50, number => Live.OpenAsync(sessions[number], Now, CancellationToken.None));

        var winner = sessions[Array.IndexOf(opened, true)];
        Assert.Single(opened, won => won);
        Assert.Equal(winner.Id, (await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None))?.Id);
        Assert.Equal([winner.Id], await Live.ListEndedAsync(Now.AddDays(1), 100, CancellationToken.None));
        Assert.Equal(
            [winner.Id],
            (
                await Live.FindActiveByLessonAsync(winner.LessonName, winner.TeacherName, Now, CancellationToken.None)
            ).Select(it => it.Id)
        );
    }

    [Fact]
    public async Task At_the_instant_of_its_end_a_session_makes_room()
    {
        var first = await OpenAsync();

        Assert.False(await Live.OpenAsync(Session(), first.EndTime.AddTicks(-1), CancellationToken.None));
        Assert.Null(await Live.FindActiveOfTeacherAsync("T1", first.EndTime, CancellationToken.None));
        var second = Session() with { EndTime = first.EndTime.AddHours(1) };
        Assert.True(await Live.OpenAsync(second, first.EndTime, CancellationToken.None));
        Assert.Equal(second.Id, (await Live.FindActiveOfTeacherAsync("T1", first.EndTime, CancellationToken.None))?.Id);
        Assert.Equal(first, await FindAsync(first.Id));
    }

    [Fact]
    public async Task After_a_finish_a_new_session_opens_at_once()
    {
        var first = await OpenAsync();
        OutcomeAssert.Succeeded(await FinishAsync(first));

        Assert.Null(await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
        var second = await OpenAsync();
        Assert.Equal(second, await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
    }

    [Fact]
    public async Task Finishing_an_older_session_never_makes_room_beside_a_newer_one()
    {
        var older = await OpenAsync();
        await FinishAsync(older);
        var newer = await OpenAsync();

        await FinishAsync(older);
        // Not a rule of ours, but even then:
        await Live.ChangeSessionAsync(
            older.Id,
            session => new SessionChange<SessionOutcome>(session)
            {
                Session = session with { EndTime = Now.AddMinutes(-1) },
            },
            CancellationToken.None
        );

        Assert.False(await Live.OpenAsync(Session(), Now, CancellationToken.None));
        Assert.Equal(newer, await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
    }

    [Fact]
    public async Task Archiving_an_older_session_never_makes_room_beside_a_newer_one()
    {
        var older = await OpenAsync();
        await FinishAsync(older);
        var newer = await OpenAsync();

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(older.Id), CancellationToken.None));

        Assert.False(await Live.OpenAsync(Session(), Now, CancellationToken.None));
        Assert.Equal(newer, await Live.FindActiveOfTeacherAsync("T1", Now, CancellationToken.None));
        Assert.Equal(
            [newer],
            await Live.FindActiveByLessonAsync(newer.LessonName, newer.TeacherName, Now, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Extending_a_session_keeps_its_teacher_busy_until_the_new_end()
    {
        var session = await OpenAsync();
        var oldEnd = session.EndTime;
        OutcomeAssert.Succeeded(await ExtendAsync(session, oldEnd.AddHours(1)));

        Assert.False(await Live.OpenAsync(Session(), oldEnd, CancellationToken.None));
        Assert.Equal(session.Id, (await Live.FindActiveOfTeacherAsync("T1", oldEnd, CancellationToken.None))?.Id);
        Assert.Single(
            await Live.FindActiveByLessonAsync(session.LessonName, session.TeacherName, oldEnd, CancellationToken.None)
        );
        Assert.Empty(await Live.ListEndedAsync(oldEnd, 100, CancellationToken.None));
        Assert.Equal(oldEnd.AddHours(1), await Live.FindEarliestEndAsync(CancellationToken.None));
        Assert.True(
            await Live.OpenAsync(
                Session() with
                {
                    EndTime = oldEnd.AddHours(2),
                },
                oldEnd.AddHours(1),
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task Shortening_a_session_makes_room_earlier()
    {
        var session = await OpenAsync();
        OutcomeAssert.Succeeded(await ExtendAsync(session, Now.AddMinutes(1)));

        Assert.Equal([session.Id], await Live.ListEndedAsync(Now.AddMinutes(1), 100, CancellationToken.None));
        Assert.True(await Live.OpenAsync(Session(), Now.AddMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task Finishing_and_opening_anew_at_once_leaves_one_active_session_at_most()
    {
        for (var round = 0; round < 5; round++)
        {
            var teacher = $"T{round}";
            var first = await OpenAsync(Session(teacher));
            var sessions = Enumerable.Range(0, 50).Select(_ => Session(teacher)).ToList();
            var opened = await AtOnceAsync(
                50,
                async number =>
                {
                    if (number == 10)
                        await FinishAsync(first);
                    return await Live.OpenAsync(sessions[number], Now, CancellationToken.None);
                }
            );

            var winner = Assert.Single(sessions, session => opened[sessions.IndexOf(session)]);
            Assert.Equal(winner.Id, (await Live.FindActiveOfTeacherAsync(teacher, Now, CancellationToken.None))?.Id);
        }
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task A_teacher_may_have_any_number(string number)
    {
        var session = await OpenAsync(Session(number));
        await OpenAsync(Session("12"));

        Assert.Equal(session, await Live.FindActiveOfTeacherAsync(number, Now, CancellationToken.None));
        Assert.False(await Live.OpenAsync(Session(number), Now, CancellationToken.None));
    }

    [Fact]
    public async Task A_lesson_is_found_by_Turkish_case_rules_and_folded_white_space()
    {
        var session = await OpenAsync(
            Session() with
            {
                LessonName = "  DİFERANSİYEL   IŞIK ",
                TeacherName = "Elif  KARTAL",
            }
        );

        Assert.Equal(
            [session],
            await Live.FindActiveByLessonAsync("diferansiyel ışık", "ELİF kartal", Now, CancellationToken.None)
        );
        Assert.Empty(
            await Live.FindActiveByLessonAsync("diferansiyel işik", "ELİF kartal", Now, CancellationToken.None)
        );
    }

    [Fact]
    public async Task The_sessions_of_a_lesson_come_in_the_order_of_their_start_without_those_that_ended()
    {
        var third = await OpenAsync(Session("T3") with { StartTime = Now.AddMinutes(3) });
        var first = await OpenAsync(Session("T1") with { StartTime = Now.AddMinutes(1), EndTime = Now.AddHours(5) });
        var second = await OpenAsync(Session("T2") with { StartTime = Now.AddMinutes(2), EndTime = Now.AddHours(3) });
        var ended = await OpenAsync(Session("T4"));
        await FinishAsync(ended);
        await OpenAsync(Session("T5") with { LessonName = "Calculus II" });
        await OpenAsync(Session("T6") with { TeacherName = "Somebody Else" });

        Assert.Equal(
            [first, second, third],
            await Live.FindActiveByLessonAsync(
                "CALCULUS I".Replace('I', 'ı'),
                "Elif Kartal",
                Now,
                CancellationToken.None
            )
        );
        Assert.Equal(
            [first, second],
            await Live.FindActiveByLessonAsync("Calculus I", "Elif Kartal", third.EndTime, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("a|b", "c", "a", "b|c")]
    [InlineData("a\\", "|b", "a", "\\|b")]
    [InlineData("a%7Cb", "c", "a|b", "c")]
    [InlineData("a\\|b", "c", "a|b", "c")]
    [InlineData("a%", "7Cb|c", "a%7Cb", "c")]
    public async Task No_separator_in_a_name_makes_two_lessons_one(
        string lesson,
        string teacher,
        string otherLesson,
        string otherTeacher
    )
    {
        var session = await OpenAsync(Session("T1") with { LessonName = lesson, TeacherName = teacher });
        var other = await OpenAsync(Session("T2") with { LessonName = otherLesson, TeacherName = otherTeacher });

        Assert.Equal([session], await Live.FindActiveByLessonAsync(lesson, teacher, Now, CancellationToken.None));
        Assert.Equal(
            [other],
            await Live.FindActiveByLessonAsync(otherLesson, otherTeacher, Now, CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_changed_session_has_a_higher_version_and_a_refused_change_writes_nothing()
    {
        var session = await OpenAsync();
        var end = Now.AddHours(2);
        await ExtendAsync(session, end);

        var extended = await FindAsync(session.Id);
        Assert.Equal(session with { EndTime = end, Version = extended.Version }, extended);
        Assert.True(extended.Version > session.Version);

        OutcomeAssert.Refused(ClassSessionRefusal.TooLong, await ExtendAsync(session, Now.AddDays(3)));
        Assert.Equal(extended, await FindAsync(session.Id));
    }

    [Fact]
    public async Task No_change_of_a_session_is_lost_when_fifty_come_at_once()
    {
        var session = await OpenAsync(Session() with { LateAfterMinutes = 0 });
        await AtOnceAsync(
            50,
            _ =>
                Live.ChangeSessionAsync(
                    session.Id,
                    it => new SessionChange<SessionOutcome>(it)
                    {
                        Session = it with { LateAfterMinutes = it.LateAfterMinutes + 1 },
                    },
                    CancellationToken.None
                )
        );

        var changed = await FindAsync(session.Id);
        Assert.Equal(50, changed.LateAfterMinutes);
        Assert.Equal(session.Version + 50, changed.Version);
    }

    [Fact]
    public async Task A_rule_that_fails_writes_nothing_and_its_exception_reaches_the_caller()
    {
        var session = await OpenAsync();

        await Assert.ThrowsAsync<FormatException>(() =>
            Live.ChangeSessionAsync<SessionOutcome>(
                session.Id,
                _ => throw new FormatException(),
                CancellationToken.None
            )
        );
        await Assert.ThrowsAsync<FormatException>(() =>
            Live.ChangeRecordAsync<CheckInOutcome>(
                session.Id,
                "1",
                (_, _) => throw new FormatException(),
                CancellationToken.None
            )
        );
        Assert.Equal(session, await FindAsync(session.Id));
        Assert.Null(await RecordAsync(session.Id, "1"));
    }

    [Fact]
    public async Task A_student_who_has_not_tried_has_no_record_in_a_live_session()
    {
        var session = await OpenAsync();

        var found = await Live.FindRecordAsync(session.Id, "1", CancellationToken.None);
        Assert.NotNull(found);
        Assert.Equal(session, found.Session);
        Assert.Null(found.Record);
        Assert.Empty((await Live.ReadRosterAsync(session.Id, CancellationToken.None))!.Records);
    }

    [Fact]
    public async Task A_check_in_is_recorded_and_stamped_with_the_sessions_new_version()
    {
        var session = await OpenAsync();
        var outcome = OutcomeAssert.Succeeded(await CheckInAsync(session.Id, "1"));

        var found = await Live.FindRecordAsync(session.Id, "1", CancellationToken.None);
        Assert.Equal(session.Version + 1, found!.Session.Version);
        Assert.Equal(outcome.Record with { Version = session.Version + 1 }, found.Record);
        Assert.Equal(session with { Version = session.Version + 1 }, found.Session);
    }

    [Fact]
    public async Task A_rule_sees_session_and_record_as_they_were_written()
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
            CancellationToken.None
        );

        Assert.Equal(session with { Version = session.Version + 1 }, seen.Session);
        Assert.Equal(written, seen.Record);
    }

    [Fact]
    public async Task A_refused_try_writes_nothing()
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
    public async Task Fifty_tries_of_one_student_at_once_make_one_record()
    {
        var session = await OpenAsync();
        var outcomes = await AtOnceAsync(50, _ => CheckInAsync(session.Id, "1"));

        Assert.Single(outcomes, outcome => outcome?.Value is not null);
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPresent));
        Assert.Equal(1, (await RecordAsync(session.Id, "1"))!.Attempts);
        Assert.Equal(session.Version + 1, (await FindAsync(session.Id)).Version);
    }

    [Fact]
    public async Task Fifty_tries_of_one_student_at_once_start_one_face_check()
    {
        var session = await OpenAsync();
        var outcomes = await AtOnceAsync(50, _ => CheckInAsync(session.Id, "1", Selfie(Guid.NewGuid())));

        var won = Assert.Single(outcomes, outcome => outcome?.Value is not null)!.Value!;
        Assert.Equal(49, outcomes.Count(outcome => outcome?.Refusal == CheckInRefusal.AlreadyPending));
        Assert.Equal(
            new(1, won.Record.VerificationId is null ? 0 : 1000),
            await Outbox.MeasureAsync(CancellationToken.None)
        );
        Assert.Equal([won.Record.VerificationId!.Value], await LeaseDueAsync());
    }

    [Fact]
    public async Task Two_hundred_students_at_once_are_all_recorded_each_with_a_version_of_its_own()
    {
        var session = await OpenAsync();
        var outcomes = await AtOnceAsync(200, number => CheckInAsync(session.Id, Student(number)));

        Assert.All(outcomes, outcome => OutcomeAssert.Succeeded(outcome));
        var roster = await Live.ReadRosterAsync(session.Id, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 200).Select(Student), roster!.Records.Select(record => record.StudentNumber));
        Assert.Equal(
            Enumerable.Range(1, 200).Select(number => session.Version + number),
            roster.Records.Select(record => record.Version).Order()
        );
        Assert.Equal(session.Version + 200, roster.Session.Version);
    }

    [Fact]
    public async Task No_change_of_a_record_is_lost_when_fifty_come_at_once()
    {
        var session = await OpenAsync();
        await AtOnceAsync(50, _ => CheckInAsync(session.Id, "1", CheckInEvidence.Failed(FailReasons.WifiFailed)));

        Assert.Equal(50, (await RecordAsync(session.Id, "1"))!.Attempts);
        Assert.Equal(session.Version + 50, (await FindAsync(session.Id)).Version);
    }

    [Fact]
    public async Task A_check_in_and_a_finish_at_once_never_leave_a_record_later_than_the_end()
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

        // The finish took one version and every record one; what came after it was refused, all at the same Now.
        var roster = await Live.ReadRosterAsync(session.Id, CancellationToken.None);
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
            (await Live.ReadRosterAsync(session.Id, CancellationToken.None))!.Records.Select(record =>
                record.StudentNumber
            )
        );
        OutcomeAssert.Refused(CheckInRefusal.AlreadyPresent, await CheckInAsync(session.Id, number));
    }

    [Fact]
    public async Task A_roster_is_in_the_order_of_student_numbers_as_ordinals()
    {
        var session = await OpenAsync();
        string[] numbers = ["b", "B", "ç", "10", "9", "\uE000", "😀", "a", "İ", "i", "ı"];
        foreach (var number in numbers)
            await CheckInAsync(session.Id, number);

        var roster = await Live.ReadRosterAsync(session.Id, CancellationToken.None);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), roster!.Records.Select(record => record.StudentNumber));
        Assert.Equal(
            numbers.Order(StringComparer.Ordinal),
            (await CopyAsync(session.Id)).Records.Select(record => record.StudentNumber)
        );
    }

    [Fact]
    public async Task A_record_is_found_with_everything_that_was_written()
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
    public async Task A_deleted_record_stays_as_a_tombstone()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        OutcomeAssert.Succeeded(await DeleteAsync(session, "1"));

        Assert.True((await RecordAsync(session.Id, "1"))!.State.IsDeleted);
        Assert.True(
            Assert.Single((await Live.ReadRosterAsync(session.Id, CancellationToken.None))!.Records).State.IsDeleted
        );
        Assert.True(Assert.Single((await CopyAsync(session.Id)).Records).State.IsDeleted);
    }

    [Fact]
    public async Task Sessions_do_not_see_each_others_records()
    {
        var first = await OpenAsync(Session("T1"));
        var second = await OpenAsync(Session("T2"));
        await CheckInAsync(first.Id, "1");

        Assert.Null(await RecordAsync(second.Id, "1"));
        OutcomeAssert.Succeeded(await CheckInAsync(second.Id, "1"));
        Assert.Equal(first.Id, (await RecordAsync(first.Id, "1"))!.SessionId);
    }

    [Fact]
    public async Task Every_decision_is_in_the_audit_trail_in_order_with_its_version()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        await DecideAsync(
            session,
            "1",
            (it, record, decision) => TeacherRules.Fail(it, record, decision, "was not there")
        );
        await AcceptAsync(session, "1");
        OutcomeAssert.Refused(TeacherRefusal.RecordNotFound, await AcceptAsync(session, "2"));
        await DeleteAsync(session, "1");

        var copy = await CopyAsync(session.Id);
        Assert.Equal(
            [AuditAction.Fail, AuditAction.Accept, AuditAction.DeleteRecord],
            copy.Audit.Select(entry => entry.Action)
        );
        Assert.Equal(
            [session.Version + 2, session.Version + 3, session.Version + 4],
            copy.Audit.Select(entry => entry.Version)
        );
        Assert.Equal(session.Version + 4, Assert.Single(copy.Records).Version);
        Assert.Equal(copy.Records[0].Version, copy.Session.Version);
        Assert.Equal(
            ("T1", "1", "was not there", Now),
            (copy.Audit[0].Actor, copy.Audit[0].StudentNumber, copy.Audit[0].Reason, copy.Audit[0].At)
        );
        Assert.Equal(copy.Audit[0].After, copy.Audit[1].Before);
    }

    [Fact]
    public async Task An_audit_trail_of_many_is_in_order()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        for (var number = 0; number < 12; number++)
            await AcceptAsync(session, "1");

        var versions = (await CopyAsync(session.Id)).Audit.Select(entry => entry.Version).ToList();
        Assert.Equal(12, versions.Count);
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task A_trail_has_the_decisions_about_one_student_in_order()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        await CheckInAsync(session.Id, "2");
        await AcceptAsync(session, "1");
        await AcceptAsync(session, "2");
        await AcceptAsync(session, "1");

        var trail = await Live.FindTrailAsync(session.Id, "1", CancellationToken.None);

        var copy = await CopyAsync(session.Id);
        Assert.Equal(copy.Session, trail!.Session);
        Assert.True(trail.HasRecord);
        Assert.Equal([copy.Audit[0], copy.Audit[2]], trail.Entries);

        await DeleteAsync(session, "1");
        var afterDeletion = await Live.FindTrailAsync(session.Id, "1", CancellationToken.None);
        Assert.False(afterDeletion!.HasRecord);
        Assert.Equal(3, afterDeletion.Entries.Count);
    }

    [Fact]
    public async Task A_student_without_a_record_has_an_empty_trail_and_an_unknown_session_has_none()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        await AcceptAsync(session, "1");

        var trail = await Live.FindTrailAsync(session.Id, "2", CancellationToken.None);

        Assert.False(trail!.HasRecord);
        Assert.Empty(trail.Entries);
        Assert.Null(await Live.FindTrailAsync(Guid.NewGuid(), "1", CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task A_trail_is_found_by_any_number(string number)
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "12");
        await AcceptAsync(session, "12");
        await CheckInAsync(session.Id, number);
        await AcceptAsync(session, number);

        var trail = await Live.FindTrailAsync(session.Id, number, CancellationToken.None);

        Assert.Equal(number, Assert.Single(trail!.Entries).StudentNumber);
    }

    [Fact]
    public async Task Ended_sessions_are_listed_earliest_first_up_to_the_limit()
    {
        var last = await OpenAsync(Session("T1") with { EndTime = Now.AddMinutes(30) });
        var first = await OpenAsync(Session("T2") with { EndTime = Now.AddMinutes(10) });
        var second = await OpenAsync(Session("T3") with { EndTime = Now.AddMinutes(20) });

        Assert.Empty(await Live.ListEndedAsync(Now, 10, CancellationToken.None));
        Assert.Equal([first.Id], await Live.ListEndedAsync(first.EndTime, 10, CancellationToken.None));
        Assert.Equal(
            [first.Id, second.Id, last.Id],
            await Live.ListEndedAsync(Now.AddHours(1), 10, CancellationToken.None)
        );
        Assert.Equal([first.Id, second.Id], await Live.ListEndedAsync(Now.AddHours(1), 2, CancellationToken.None));
    }

    [Fact]
    public async Task The_earliest_end_follows_every_change()
    {
        Assert.Null(await Live.FindEarliestEndAsync(CancellationToken.None));
        var later = await OpenAsync(Session("T1") with { EndTime = Now.AddMinutes(30) });
        var earlier = await OpenAsync(Session("T2") with { EndTime = Now.AddMinutes(10) });
        Assert.Equal(earlier.EndTime, await Live.FindEarliestEndAsync(CancellationToken.None));

        await ExtendAsync(earlier, Now.AddMinutes(40));
        Assert.Equal(later.EndTime, await Live.FindEarliestEndAsync(CancellationToken.None));
        await FinishAsync(earlier);
        Assert.Equal(Now, await Live.FindEarliestEndAsync(CancellationToken.None));
        Assert.Equal([earlier.Id], await Live.ListEndedAsync(Now, 10, CancellationToken.None));

        await Live.RemoveIfUnchangedAsync(await CopyAsync(earlier.Id), CancellationToken.None);
        Assert.Equal(later.EndTime, await Live.FindEarliestEndAsync(CancellationToken.None));
        await Live.RemoveIfUnchangedAsync(await CopyAsync(later.Id), CancellationToken.None);
        Assert.Null(await Live.FindEarliestEndAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Archiving_is_leased_to_one_worker_until_the_lease_is_over()
    {
        var session = await OpenAsync();
        var taken = await AtOnceAsync(
            20,
            _ => Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), CancellationToken.None)
        );

        Assert.Single(taken, won => won);
        await AdvanceAsync(TimeSpan.FromSeconds(50));
        Assert.False(await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), CancellationToken.None));
        await AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.True(await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Equal(session, await FindAsync(session.Id));
    }

    [Fact]
    public async Task A_lease_does_not_keep_anybody_from_removing()
    {
        var session = await OpenAsync();
        await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), CancellationToken.None));
        Assert.False(await Live.TryLeaseForArchivingAsync(session.Id, TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task An_archived_session_leaves_nothing()
    {
        var session = await OpenAsync(Session() with { LessonName = "a|b\\c", TeacherName = "d|e" });
        foreach (var number in OddNumbers)
            await CheckInAsync(session.Id, number.Data);
        await AcceptAsync(session, "12:34");
        await DeleteAsync(session, "*");
        await ExtendAsync(session, Now.AddHours(2));
        await FinishAsync(session);
        Assert.NotEmpty(await Harness.ListContentsAsync());

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), CancellationToken.None));

        Assert.Empty(await Harness.ListContentsAsync());
        Assert.Null(await Live.FindSessionAsync(session.Id, CancellationToken.None));
        Assert.Null(await Live.ReadRosterAsync(session.Id, CancellationToken.None));
        Assert.Null(await Live.FindRecordAsync(session.Id, "*", CancellationToken.None));
        Assert.Null(await CheckInAsync(session.Id, "1"));
        Assert.Null(await FinishAsync(session));
        Assert.False(await Live.RemoveIfUnchangedAsync(new(session, [], []), CancellationToken.None));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_session_that_changed_after_the_copy_is_not_removed()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var copy = await CopyAsync(session.Id);
        await AcceptAsync(session, "1");

        Assert.False(await Live.RemoveIfUnchangedAsync(copy, CancellationToken.None));
        Assert.NotNull(await RecordAsync(session.Id, "1"));

        copy = await CopyAsync(session.Id);
        await FinishAsync(session);
        Assert.False(await Live.RemoveIfUnchangedAsync(copy, CancellationToken.None));
        Assert.Equal([session.Id], await Live.ListEndedAsync(Now, 10, CancellationToken.None));
        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), CancellationToken.None));
    }

    [Fact]
    public async Task Removing_while_students_check_in_loses_nobody()
    {
        var session = await OpenAsync();
        var recorded = new ConcurrentBag<string>();
        var students = AtOnceAsync(
            100,
            async number =>
            {
                if (await CheckInAsync(session.Id, Student(number)) is { Value: not null })
                    recorded.Add(Student(number));
                return number;
            }
        );
        SessionCopy copy;
        do copy = await CopyAsync(session.Id);
        while (!await Live.RemoveIfUnchangedAsync(copy, CancellationToken.None));
        await students;

        Assert.Equal(recorded.Order(StringComparer.Ordinal), copy.Records.Select(record => record.StudentNumber));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_copy_is_of_one_moment()
    {
        var session = await OpenAsync();
        var students = AtOnceAsync(100, number => CheckInAsync(session.Id, Student(number)));
        for (var round = 0; round < 20; round++)
        {
            var copy = await CopyAsync(session.Id);
            Assert.Equal(session.Version + copy.Records.Count, copy.Session.Version);
        }

        await students;
    }

    [Fact]
    public async Task Removing_a_session_keeps_the_checks_that_are_pending_and_nothing_else()
    {
        var session = await OpenAsync();
        var pending = await CheckInWithSelfieAsync(session.Id, "1");
        await CheckInAsync(session.Id, "2");
        var settled = await CheckInWithSelfieAsync(session.Id, "3");
        await SettleAsync(session.Id, "3", settled);
        var timedOut = await CheckInWithSelfieAsync(session.Id, "4");
        await TimeOutAsync(session.Id, "4", timedOut);
        var decided = await CheckInWithSelfieAsync(session.Id, "5");
        await AcceptAsync(session, "5");
        var deleted = await CheckInWithSelfieAsync(session.Id, "6");
        await DeleteAsync(session, "6");

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), CancellationToken.None));

        Assert.Equal(
            new(pending, session.Id, "1", session.EndTime + Grace, 1000),
            await Outbox.FindAsync(pending, CancellationToken.None)
        );
        Assert.NotNull(await Outbox.FindPicturesAsync(pending, CancellationToken.None));
        Assert.Equal(new(1, 1000), await Outbox.MeasureAsync(CancellationToken.None));
        foreach (var gone in new[] { settled, timedOut, decided, deleted })
        {
            Assert.Null(await Outbox.FindAsync(gone, CancellationToken.None));
            Assert.Null(await Outbox.FindPicturesAsync(gone, CancellationToken.None));
        }

        Assert.Equal([pending], await LeaseDueAsync());
        await Outbox.RemoveAsync(pending, CancellationToken.None);
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task Live_data_that_is_not_archived_never_expires()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        var pending = await CheckInWithSelfieAsync(session.Id, "2");
        await AdvanceAsync(TimeSpan.FromDays(30));

        Assert.Equal(2, (await CopyAsync(session.Id)).Records.Count);
        Assert.Equal([session.Id], await Live.ListEndedAsync(Now, 10, CancellationToken.None));
        Assert.Equal([pending], await LeaseDueAsync());
    }

    private Task<CheckInOutcome?> WriteAsync(AttendanceRecord record) =>
        Live.ChangeRecordAsync(
            record.SessionId,
            record.StudentNumber,
            (session, _) => new RecordChange<CheckInOutcome>(new SessionRecord(session, record)) { Record = record },
            CancellationToken.None
        );

    [Fact]
    public async Task Sessions_are_listed_until_their_very_end_however_far_off_their_start()
    {
        var first = await OpenAsync(Session("T1") with { EndTime = Now.AddMinutes(10) });
        var later = await OpenAsync(
            Session("T2") with
            {
                StartTime = Now.AddDays(30),
                EndTime = Now.AddDays(30).AddHours(1),
            }
        );
        var second = await OpenAsync(Session("T3") with { EndTime = Now.AddMinutes(20) });

        Assert.Equal([first.Id, second.Id, later.Id], await Live.ListUnendedAsync(Now, CancellationToken.None));
        Assert.Equal(
            [first.Id, second.Id, later.Id],
            await Live.ListUnendedAsync(first.EndTime.AddTicks(-1), CancellationToken.None)
        );
        Assert.Equal([second.Id, later.Id], await Live.ListUnendedAsync(first.EndTime, CancellationToken.None));
        await FinishAsync(second);
        Assert.Equal([first.Id, later.Id], await Live.ListUnendedAsync(Now, CancellationToken.None));
        Assert.Empty(await Live.ListUnendedAsync(later.EndTime, CancellationToken.None));
    }
}
