using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>
/// The contract of <see cref="ILiveStore"/>: opening class sessions, finding them and changing their window.
/// </summary>
public abstract class OpeningContract : LiveContract
{
    [Fact]
    public async Task A_class_session_is_found_as_opened()
    {
        var session = Session();
        await OpenAsync(session);

        var found = await FindAsync(session.Id);
        Assert.Equal(session with { Version = found.Version }, found);
        Assert.True(found.Version > 0);
    }

    [Fact]
    public async Task A_class_session_without_optional_values_is_found_as_opened()
    {
        var session = Session() with { TeacherAddress = null, LateAfterMinutes = null, RequireCode = false };
        await OpenAsync(session);

        var found = await FindAsync(session.Id);
        Assert.Equal(session with { Version = found.Version }, found);
    }

    [Fact]
    public async Task Unknown_session_returns_null_without_calling_the_rule()
    {
        var id = Guid.NewGuid();

        Assert.Null(await Live.FindSessionAsync(id, None));
        Assert.Null(await Live.ReadRosterAsync(id, None));
        Assert.Null(await Live.FindRecordAsync(id, "1", None));
        Assert.Null(await Live.CopyAsync(id, None));
        Assert.False(await Live.TryLeaseForArchivingAsync(id, TimeSpan.FromMinutes(1), None));
        Assert.False(await Live.RemoveIfUnchangedAsync(new(Session() with { Id = id }, [], []), None));
        Assert.Null(
            await Live.ChangeSessionAsync<SessionOutcome>(id, _ => throw new InvalidOperationException("asked"), None)
        );
        Assert.Null(
            await Live.ChangeRecordAsync<CheckInOutcome>(
                id,
                "1",
                (_, _) => throw new InvalidOperationException("asked"),
                None
            )
        );
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_teachers_second_class_session_is_refused_and_writes_nothing()
    {
        var first = await OpenAsync();
        var contents = await Harness.ListContentsAsync();
        var second = Session() with { EndTime = Now.AddMinutes(1), LessonName = "Algebra" };

        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(second, Now, None));
        Assert.Null(await Live.FindSessionAsync(second.Id, None));
        Assert.Equal(first, await FindRunningAsync("T1", Now));
        Assert.Equal(contents, await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task Two_teachers_can_each_have_a_class_session()
    {
        var first = await OpenAsync(Session("T1"));
        var second = await OpenAsync(Session("T2"));

        Assert.Equal(first, await FindRunningAsync("T1", Now));
        Assert.Equal(second, await FindRunningAsync("T2", Now));
        Assert.Null(await FindRunningAsync("T3", Now));
    }

    [Fact]
    public async Task Fifty_openings_at_once_open_one_class_session()
    {
        var sessions = Enumerable.Range(0, 50).Select(_ => Session()).ToList();
        var opened = await AtOnceAsync(50, number => Live.OpenAsync(sessions[number], Now, None));

        var winner = sessions[Array.IndexOf(opened, null)];
        Assert.Single(opened, refusal => refusal is null);
        Assert.Equal(49, opened.Count(refusal => refusal == ClassSessionRefusal.Overlaps));
        Assert.Equal(winner.Id, (await FindRunningAsync("T1", Now))?.Id);
        Assert.Equal([winner.Id], await Live.ListEndedAsync(Now.AddDays(1), 100, None));
        Assert.Equal(
            [winner.Id],
            (await Live.FindActiveByLessonAsync(winner.LessonName, winner.TeacherName, Now, None)).Select(it => it.Id)
        );
    }

    [Fact]
    public async Task A_new_class_session_can_open_at_the_instant_of_the_end()
    {
        var first = await OpenAsync();

        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(Session(), first.EndTime.AddTicks(-1), None));
        Assert.Null(await FindRunningAsync("T1", first.EndTime));
        var second = Session() with { EndTime = first.EndTime.AddHours(1) };
        Assert.Null(await Live.OpenAsync(second, first.EndTime, None));
        Assert.Equal(second.Id, (await FindRunningAsync("T1", first.EndTime))?.Id);
        Assert.Equal(first, await FindAsync(first.Id));
    }

    [Fact]
    public async Task A_new_class_session_can_open_right_after_a_finish()
    {
        var first = await OpenAsync();
        OutcomeAssert.Succeeded(await FinishAsync(first));

        Assert.Null(await FindRunningAsync("T1", Now));
        var second = await OpenAsync();
        Assert.Equal(second, await FindRunningAsync("T1", Now));
    }

    [Fact]
    public async Task Finishing_an_older_class_session_does_not_free_the_teacher()
    {
        var older = await OpenAsync();
        await FinishAsync(older);
        var newer = await OpenAsync();

        await FinishAsync(older);
        // No rule of Domain does this, but the store must not depend on that.
        await Live.ChangeSessionAsync(
            older.Id,
            session => new SessionChange<SessionOutcome>(session)
            {
                Session = session with { EndTime = Now.AddMinutes(-1) },
            },
            None
        );

        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(Session(), Now, None));
        Assert.Equal(newer, await FindRunningAsync("T1", Now));
    }

    [Fact]
    public async Task Archiving_an_older_class_session_does_not_free_the_teacher()
    {
        var older = await OpenAsync();
        await FinishAsync(older);
        var newer = await OpenAsync();

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(older.Id), None));

        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(Session(), Now, None));
        Assert.Equal(newer, await FindRunningAsync("T1", Now));
        Assert.Equal([newer], await Live.FindActiveByLessonAsync(newer.LessonName, newer.TeacherName, Now, None));
    }

    [Fact]
    public async Task Extending_a_class_session_claims_its_teacher_until_the_new_end()
    {
        var session = await OpenAsync();
        var oldEnd = session.EndTime;
        OutcomeAssert.Succeeded(await ExtendAsync(session, oldEnd.AddHours(1)));

        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(Session(), oldEnd, None));
        Assert.Equal(session.Id, (await FindRunningAsync("T1", oldEnd))?.Id);
        Assert.Single(await Live.FindActiveByLessonAsync(session.LessonName, session.TeacherName, oldEnd, None));
        Assert.Empty(await Live.ListEndedAsync(oldEnd, 100, None));
        Assert.Equal(oldEnd.AddHours(1), await Live.FindEarliestEndAsync(None));
        Assert.Null(await Live.OpenAsync(Session() with { EndTime = oldEnd.AddHours(2) }, oldEnd.AddHours(1), None));
    }

    [Fact]
    public async Task Shortening_a_class_session_frees_its_teacher_earlier()
    {
        var session = await OpenAsync();
        OutcomeAssert.Succeeded(await ExtendAsync(session, Now.AddMinutes(1)));

        Assert.Equal([session.Id], await Live.ListEndedAsync(Now.AddMinutes(1), 100, None));
        Assert.Null(await Live.OpenAsync(Session(), Now.AddMinutes(1), None));
    }

    [Fact]
    public async Task Finishing_and_opening_at_once_leaves_at_most_one_active_class_session()
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
                    return await Live.OpenAsync(sessions[number], Now, None);
                }
            );

            var winner = Assert.Single(sessions, session => opened[sessions.IndexOf(session)] is null);
            Assert.Equal(winner.Id, (await FindRunningAsync(teacher, Now))?.Id);
        }
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task A_teacher_may_have_any_number(string number)
    {
        var session = await OpenAsync(Session(number));
        await OpenAsync(Session("12"));

        Assert.Equal(session, await FindRunningAsync(number, Now));
        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(Session(number), Now, None));
    }

    [Fact]
    public async Task A_course_is_found_whatever_the_case_the_letter_i_and_the_white_space()
    {
        var session = await OpenAsync(
            Session() with
            {
                LessonName = "  DİFERANSİYEL   IŞIK ",
                TeacherName = "Elif  KARTAL",
            }
        );

        Assert.Equal([session], await Live.FindActiveByLessonAsync("diferansiyel ışık", "ELİF kartal", Now, None));
        Assert.Equal([session], await Live.FindActiveByLessonAsync("DIFERANSIYEL IŞIK", "Dr. Elif Kartal", Now, None));
        Assert.Empty(await Live.FindActiveByLessonAsync("diferansiyel ısı", "ELİF kartal", Now, None));
    }

    [Fact]
    public async Task Active_class_sessions_of_a_course_are_ordered_by_their_start()
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
            await Live.FindActiveByLessonAsync("CALCULUS I".Replace('I', 'ı'), "Elif Kartal", Now, None)
        );
        Assert.Equal(
            [first, second],
            await Live.FindActiveByLessonAsync("Calculus I", "Elif Kartal", third.EndTime, None)
        );
    }

    [Theory]
    [InlineData("a|b", "c", "a", "b|c")]
    [InlineData("a\\", "|b", "a", "\\|b")]
    [InlineData("a%7Cb", "c", "a|b", "c")]
    [InlineData("a\\|b", "c", "a|b", "c")]
    [InlineData("a%", "7Cb|c", "a%7Cb", "c")]
    public async Task Separators_in_names_do_not_merge_two_courses(
        string lesson,
        string teacher,
        string otherLesson,
        string otherTeacher
    )
    {
        var session = await OpenAsync(Session("T1") with { LessonName = lesson, TeacherName = teacher });
        var other = await OpenAsync(Session("T2") with { LessonName = otherLesson, TeacherName = otherTeacher });

        Assert.Equal([session], await Live.FindActiveByLessonAsync(lesson, teacher, Now, None));
        Assert.Equal([other], await Live.FindActiveByLessonAsync(otherLesson, otherTeacher, Now, None));
    }

    [Fact]
    public async Task A_change_raises_the_version_and_a_refused_change_writes_nothing()
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
    public async Task Fifty_changes_of_a_class_session_at_once_all_take_effect()
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
                    None
                )
        );

        var changed = await FindAsync(session.Id);
        Assert.Equal(50, changed.LateAfterMinutes);
        Assert.Equal(session.Version + 50, changed.Version);
    }
}
