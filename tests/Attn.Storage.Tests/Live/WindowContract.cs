using Attn.Domain;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>Planned class sessions, windows that overlap, cancellation.</summary>
public abstract class WindowContract : LiveContract
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public async Task A_session_planned_for_next_week_does_not_block_todays()
    {
        var later = await OpenAsync(Planned(Week));
        Assert.Null(await FindRunningAsync("T1", Now));

        var today = await OpenAsync();

        Assert.Equal(today, await FindRunningAsync("T1", Now));
        Assert.Equal([today, later], await Live.ListOfTeacherAsync("T1", Now, DateTimeOffset.MaxValue, None));
        Assert.Equal([later], await Live.ListOfTeacherAsync("T1", today.EndTime, later.EndTime, None));
        Assert.Empty(await Live.ListOfTeacherAsync("T1", later.EndTime, DateTimeOffset.MaxValue, None));
    }

    [Theory]
    [InlineData(-59, true)]
    [InlineData(-60, false)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(0, true)]
    public async Task Windows_of_one_teacher_may_touch_and_not_overlap(int minutesFrom, bool overlaps)
    {
        await OpenAsync(Planned(Week));

        var other = Planned(Week + TimeSpan.FromMinutes(minutesFrom));

        Assert.Equal(overlaps ? ClassSessionRefusal.Overlaps : null, await Live.OpenAsync(other, Now, None));
        Assert.Null(await Live.OpenAsync(Planned(Week, "T2"), Now, None));
    }

    [Fact]
    public async Task A_window_around_a_planned_one_overlaps_it()
    {
        var planned = await OpenAsync(Planned(Week));

        var around = planned with
        {
            Id = Guid.NewGuid(),
            StartTime = planned.StartTime.AddHours(-1),
            EndTime = planned.EndTime.AddHours(1),
        };

        Assert.Equal(ClassSessionRefusal.Overlaps, await Live.OpenAsync(around, Now, None));
    }

    [Fact]
    public async Task Fifty_planned_at_once_for_overlapping_hours_make_one()
    {
        await OpenAsync();
        var sessions = Enumerable.Range(0, 50).Select(minute => Planned(Week + TimeSpan.FromMinutes(minute))).ToList();

        var opened = await AtOnceAsync(50, number => Live.OpenAsync(sessions[number], Now, None));

        var winner = sessions[Array.IndexOf(opened, null)];
        Assert.Equal(49, opened.Count(refusal => refusal == ClassSessionRefusal.Overlaps));
        Assert.Equal(
            [winner.Id],
            (await Live.ListOfTeacherAsync("T1", Now + Week, DateTimeOffset.MaxValue, None)).Select(it => it.Id)
        );
    }

    [Fact]
    public async Task Fifty_planned_at_once_for_hours_that_touch_are_all_planned()
    {
        var sessions = Enumerable.Range(0, 50).Select(hour => Planned(Week + TimeSpan.FromHours(hour))).ToList();

        var opened = await AtOnceAsync(50, number => Live.OpenAsync(sessions[number], Now, None));

        Assert.All(opened, refusal => Assert.Null(refusal));
    }

    [Fact]
    public async Task A_session_is_not_extended_into_the_next_planned_one()
    {
        var running = await OpenAsync();
        var next = await OpenAsync(Planned(TimeSpan.FromHours(3)));
        var contents = await Harness.ListContentsAsync();

        OutcomeAssert.Refused(ClassSessionRefusal.Overlaps, await ExtendAsync(running, next.StartTime.AddTicks(1)));
        Assert.Equal(running, await FindAsync(running.Id));
        Assert.Equal(contents, await Harness.ListContentsAsync());

        OutcomeAssert.Succeeded(await ExtendAsync(running, next.StartTime));
        OutcomeAssert.Succeeded(await ExtendAsync(running, next.StartTime.AddHours(-1)));
        OutcomeAssert.Succeeded(await CancelAsync(next));
        OutcomeAssert.Succeeded(await ExtendAsync(running, next.StartTime.AddMinutes(30)));
    }

    [Fact]
    public async Task Of_an_extension_and_an_opening_at_once_one_takes_the_hour()
    {
        for (var round = 0; round < 5; round++)
        {
            var teacher = $"T{round}";
            var running = await OpenAsync(Session(teacher));
            var next = Planned(TimeSpan.FromHours(2), teacher);
            var results = await AtOnceAsync(
                2,
                async number =>
                    number == 0
                        ? (await ExtendAsync(running, next.StartTime.AddMinutes(30)))!.Refusal
                        : await Live.OpenAsync(next, Now, None)
            );

            Assert.Equal([null, ClassSessionRefusal.Overlaps], results.Order());
        }
    }

    [Fact]
    public async Task A_planned_session_that_was_finished_stands_in_nobodys_way()
    {
        var planned = await OpenAsync(Planned(Week));
        OutcomeAssert.Succeeded(await FinishAsync(planned));

        Assert.Null(await Live.OpenAsync(Planned(Week), Now, None));
    }

    [Fact]
    public async Task A_cancelled_session_keeps_its_window_and_stands_in_nobodys_way()
    {
        var planned = await OpenAsync(Planned(Week));
        OutcomeAssert.Succeeded(await CancelAsync(planned));

        var cancelled = await FindAsync(planned.Id);
        Assert.Equal((planned.StartTime, planned.EndTime), (cancelled.StartTime, cancelled.EndTime));
        Assert.Equal((Now, "Snow storm"), (cancelled.CancelledAt, cancelled.CancelReason));
        Assert.True(cancelled.Version > planned.Version);
        Assert.Empty(await Live.ListOfTeacherAsync("T1", Now, DateTimeOffset.MaxValue, None));
        Assert.Empty(await Live.FindActiveByLessonAsync(planned.LessonName, planned.TeacherName, Now, None));
        Assert.Equal([planned.Id], await Live.ListEndedAsync(Now, 10, None));
        OutcomeAssert.Refused(CheckInRefusal.Cancelled, await CheckInAsync(planned.Id, "1"));
        Assert.Null(await Live.OpenAsync(Planned(Week), Now, None));
    }

    [Fact]
    public async Task A_cancellation_is_in_the_trail_once()
    {
        var session = await OpenAsync();
        OutcomeAssert.Succeeded(await CheckInAsync(session.Id, "1"));
        OutcomeAssert.Succeeded(await CancelAsync(session));
        var cancelled = await FindAsync(session.Id);
        Assert.Equal(Now, cancelled.EndTime);

        OutcomeAssert.Succeeded(await CancelAsync(session));

        var copy = await CopyAsync(session.Id);
        var entry = Assert.Single(copy.Audit);
        Assert.Equal(cancelled, copy.Session);
        Assert.Equal(
            (AuditAction.CancelSession, null, "T1", "Snow storm", cancelled.Version),
            (entry.Action, entry.StudentNumber, entry.Actor, entry.Reason, entry.Version)
        );
        Assert.True(await Live.RemoveIfUnchangedAsync(copy, None));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_teacher_has_a_bounded_number_of_planned_sessions()
    {
        for (var number = 0; number < ClassSessionRules.MaxUnended; number++)
            await OpenAsync(Planned(TimeSpan.FromHours(1 + number)));

        var oneMore = Planned(TimeSpan.FromDays(100));
        Assert.Equal(ClassSessionRefusal.TooManyPlanned, await Live.OpenAsync(oneMore, Now, None));
        Assert.Null(await Live.OpenAsync(Planned(Week, "T2"), Now, None));
        var cancelled = (await Live.ListOfTeacherAsync("T1", Now, DateTimeOffset.MaxValue, None))[0];
        OutcomeAssert.Succeeded(await CancelAsync(cancelled));
        Assert.Null(await Live.OpenAsync(oneMore, Now, None));
    }

    [Fact]
    public async Task The_answer_to_a_change_carries_the_version_that_was_stored()
    {
        var session = await OpenAsync();
        OutcomeAssert.Succeeded(await CheckInAsync(session.Id, "1"));
        var outcomes = await AtOnceAsync(20, number => CheckInAsync(session.Id, Student(number + 2)));

        foreach (var outcome in outcomes)
        {
            var answered = outcome!.Value!.Record;
            Assert.Equal(answered, await RecordAsync(session.Id, answered.StudentNumber));
        }
    }

    [Fact]
    public async Task Undoing_an_addition_answers_with_a_deleted_record_of_a_higher_version()
    {
        var session = await OpenAsync();
        OutcomeAssert.Succeeded(await CheckInAsync(session.Id, "1"));
        OutcomeAssert.Succeeded(await DeleteAsync(session, "1"));
        var added = await DecideAsync(
            session,
            "1",
            (it, record, decision) => TeacherRules.Add(it, record, decision, "AYŞE", false, true, null)
        );

        var undone = (await DecideAsync(session, "1", TeacherRules.Undo))!.Value!.Record;

        Assert.True(undone.State is { IsDeleted: true, IsAttended: false, AttendanceTime: null });
        Assert.True(undone.Version > added!.Value!.Record.Version);
        Assert.Equal(undone, await RecordAsync(session.Id, "1"));
    }
}
