using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>The contract of <see cref="IFaceCheckOutbox"/>, and how changes of records affect it.</summary>
public abstract class FaceCheckOutboxContract : LiveContract
{
    [Fact]
    public async Task Pictures_are_found_as_saved()
    {
        var id = Guid.NewGuid();
        await Outbox.SavePicturesAsync(id, new FacePictures(Picture(1, 100_000), Picture(2, 60_000)), None);

        var found = await Outbox.FindPicturesAsync(id, None);
        Assert.Equal(Picture(1, 100_000), found!.Selfie);
        Assert.Equal(Picture(2, 60_000), found.ProfilePhoto);
        Assert.Null(await Outbox.FindPicturesAsync(Guid.NewGuid(), None));
    }

    [Fact]
    public async Task Pictures_are_encrypted_at_rest()
    {
        var session = await OpenAsync();
        await CheckInWithSelfieAsync(session.Id, "1");

        var bytes = await Harness.ReadBytesAtRestAsync();
        Assert.True(bytes.Length > 10_000);
        foreach (var picture in new[] { Picture(1), Picture(2) })
        {
            Assert.True(bytes.AsSpan().IndexOf(picture.AsSpan(0, 16)) < 0);
            Assert.True(bytes.AsSpan().IndexOf(picture.AsSpan(1000, 16)) < 0);
        }
    }

    [Theory]
    [InlineData("verdict")]
    [InlineData("refused submission")]
    [InlineData("teacher")]
    [InlineData("deletion of the record")]
    [InlineData("time-out")]
    [InlineData("withdrawal")]
    [InlineData("removal")]
    public async Task Every_way_to_end_a_check_deletes_its_pictures(string ending)
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        Assert.Contains(await Harness.ListContentsAsync(), IsPicture);

        await EndAsync(session, "1", id, ending);

        Assert.DoesNotContain(await Harness.ListContentsAsync(), IsPicture);
        Assert.Null(await Outbox.FindPicturesAsync(id, None));
        Assert.Equal(new OutboxDepth(0, 0), await Outbox.MeasureAsync(None));

        static bool IsPicture(string line) => line.Contains("picture", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_check_leaves_the_record_to_the_teacher_and_accepts_no_verdict()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        await EndAsync(session, "1", id, "withdrawal");

        Assert.Equal(FailReasons.NeedsTeacher, (await RecordAsync(session.Id, "1"))!.State.FailReason);
        OutcomeAssert.HasStatus(VerdictStatus.AlreadySettled, await SettleAsync(session.Id, "1", id));
        Assert.Null(await Outbox.FindAsync(id, None));
        // A student may try again after every failure decided by the system.
        await CheckInWithSelfieAsync(session.Id, "1");
    }

    [Fact]
    public async Task A_students_checks_are_found_while_they_wait()
    {
        var session = await OpenAsync();
        var other = await OpenAsync(Session("T2"));
        var first = await CheckInWithSelfieAsync(session.Id, "1");
        var second = await CheckInWithSelfieAsync(other.Id, "1");
        await CheckInWithSelfieAsync(session.Id, "2");
        await LeaseDueAsync();

        var found = await Outbox.FindOfStudentAsync("1", None);
        Assert.Equal(new[] { first, second }.Order(), found.Select(check => check.VerificationId).Order());
        Assert.All(found, check => Assert.Equal("1", check.StudentNumber));

        await SettleAsync(session.Id, "1", first);
        await TimeOutAsync(other.Id, "1", second);
        Assert.Empty(await Outbox.FindOfStudentAsync("1", None));
        Assert.Empty(await Outbox.FindOfStudentAsync("3", None));
    }

    [Fact]
    public async Task Pictures_without_a_check_are_deleted_within_minutes()
    {
        var id = Guid.NewGuid();
        await Outbox.SavePicturesAsync(id, new FacePictures(Picture(1), Picture(2)), None);

        await AdvanceAsync(Limits.OrphanPictures - TimeSpan.FromSeconds(30));
        Assert.NotNull(await Outbox.FindPicturesAsync(id, None));
        await AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Null(await Outbox.FindPicturesAsync(id, None));
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task Pictures_of_a_check_stay_until_its_verdict_or_the_backstop()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");

        await AdvanceAsync(Limits.OrphanPictures * 2);
        Assert.NotNull(await Outbox.FindPicturesAsync(id, None));
        await AdvanceAsync(Limits.Backstop);
        Assert.Null(await Outbox.FindPicturesAsync(id, None));
    }

    [Fact]
    public async Task Deliveries_are_counted_by_the_lease_and_taken_back_where_none_took_place()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");

        Assert.Equal(0, await LeasedDeliveriesAsync());
        await Outbox.PostponeAsync(id, TimeSpan.Zero, None);
        Assert.Equal(1, await LeasedDeliveriesAsync());
        await Outbox.UndoDeliveryAsync(id, TimeSpan.Zero, None);
        Assert.Equal(1, await LeasedDeliveriesAsync());
        await Outbox.UndoDeliveryAsync(id, TimeSpan.FromSeconds(20), None);
        await AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(await LeaseDueAsync());
        await AdvanceAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await LeasedDeliveriesAsync());
        Assert.Equal(2, (await Outbox.FindAsync(id, None))!.Deliveries);

        await Outbox.RemoveAsync(id, None);
        await Outbox.UndoDeliveryAsync(id, TimeSpan.Zero, None);
        Assert.Null(await Outbox.FindAsync(id, None));

        async Task<int> LeasedDeliveriesAsync() =>
            Assert.Single(await Outbox.LeaseDueAsync(10, TimeSpan.FromMinutes(1), None)).Deliveries;
    }

    [Fact]
    public async Task A_started_check_is_due_at_once_and_names_its_student()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "12:34/ş");
        var expected = new FaceCheck(id, session.Id, "12:34/ş", session.EndTime + Grace, 1000);

        Assert.Equal(expected, await Outbox.FindAsync(id, None));
        Assert.Equal([expected], await Outbox.LeaseDueAsync(10, TimeSpan.FromMinutes(1), None));
        Assert.Equal(new(1, 1000), await Outbox.MeasureAsync(None));
    }

    [Fact]
    public async Task An_empty_outbox_returns_nothing()
    {
        Assert.Empty(await LeaseDueAsync());
        Assert.Equal(new(0, 0), await Outbox.MeasureAsync(None));
        Assert.Null(await Outbox.FindAsync(Guid.NewGuid(), None));
    }

    [Fact]
    public async Task A_leased_check_is_due_again_when_the_lease_ends()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        Assert.Equal([id], await LeaseDueAsync());

        Assert.Empty(await LeaseDueAsync());
        await AdvanceAsync(TimeSpan.FromSeconds(50));
        Assert.Empty(await LeaseDueAsync());
        await AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([id], await LeaseDueAsync());
    }

    [Fact]
    public async Task Ten_senders_at_once_get_each_check_once()
    {
        var session = await OpenAsync();
        var ids = new List<Guid>();
        for (var number = 0; number < 20; number++)
            ids.Add(await CheckInWithSelfieAsync(session.Id, Student(number)));

        var leased = await AtOnceAsync(10, _ => LeaseDueAsync(3));
        Assert.All(leased, some => Assert.True(some.Count <= 3));
        Assert.Equal(ids.Order(), leased.SelectMany(some => some).Order());
    }

    [Fact]
    public async Task The_check_that_waits_longest_comes_first()
    {
        var session = await OpenAsync();
        var first = await CheckInWithSelfieAsync(session.Id, "2");
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        var second = await CheckInWithSelfieAsync(session.Id, "1");
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([first], await LeaseDueAsync(limit: 1));
        Assert.Equal([second], await LeaseDueAsync(limit: 1));
    }

    [Fact]
    public async Task A_postponed_check_is_due_after_its_delay_even_within_its_lease()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        await LeaseDueAsync();

        await Outbox.PostponeAsync(id, TimeSpan.FromSeconds(20), None);
        await AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(await LeaseDueAsync());
        await AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Equal([id], await LeaseDueAsync());

        await Outbox.PostponeAsync(id, TimeSpan.FromHours(1), None);
        await AdvanceAsync(TimeSpan.FromMinutes(50));
        Assert.Empty(await LeaseDueAsync());
    }

    [Fact]
    public async Task A_check_postponed_by_zero_is_due_at_once()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        await LeaseDueAsync();
        await Outbox.PostponeAsync(id, TimeSpan.Zero, None);

        Assert.Equal([id], await LeaseDueAsync());
    }

    [Fact]
    public async Task Postponing_or_moving_does_not_revive_an_ended_check()
    {
        var session = await OpenAsync();
        var settled = await CheckInWithSelfieAsync(session.Id, "1");
        await SettleAsync(session.Id, "1", settled);
        var stopped = await CheckInWithSelfieAsync(session.Id, "2");
        await AcceptAsync(session, "2");
        var contents = await Harness.ListContentsAsync();

        foreach (var id in new[] { settled, stopped, Guid.NewGuid() })
        {
            await Outbox.PostponeAsync(id, TimeSpan.Zero, None);
            await Outbox.MoveDeadlineAsync(id, Now, None);
        }

        Assert.Empty(await LeaseDueAsync());
        Assert.Equal(new(0, 0), await Outbox.MeasureAsync(None));
        Assert.Null(await Outbox.FindAsync(settled, None));
        Assert.Equal(contents, await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task The_next_lease_sees_a_moved_deadline()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        var deadline = Now.AddMinutes(7).AddTicks(3);
        await Outbox.MoveDeadlineAsync(id, deadline, None);

        Assert.Equal(deadline, (await Outbox.FindAsync(id, None))!.Deadline);
        Assert.Equal(deadline, Assert.Single(await Outbox.LeaseDueAsync(10, TimeSpan.FromMinutes(1), None)).Deadline);
    }

    [Fact]
    public async Task A_verdict_ends_the_check_with_its_pictures()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        OutcomeAssert.HasStatus(VerdictStatus.Settled, await SettleAsync(session.Id, "1", id));

        await AssertNothingLeftAsync(id);
        Assert.Null(await Outbox.FindAsync(id, None));
        OutcomeAssert.HasStatus(VerdictStatus.AlreadySettled, await SettleAsync(session.Id, "1", id, passed: false));
        Assert.True((await RecordAsync(session.Id, "1"))!.State.IsAttended);
        await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), None);
        Assert.Empty(await Harness.ListContentsAsync());
    }

    [Fact]
    public async Task A_check_can_end_while_it_is_leased()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        await LeaseDueAsync();
        await SettleAsync(session.Id, "1", id);
        await AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(await LeaseDueAsync());
    }

    [Fact]
    public async Task A_time_out_stops_the_check_but_a_late_verdict_still_finds_the_record()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        OutcomeAssert.HasStatus(VerdictStatus.Settled, await TimeOutAsync(session.Id, "1", id));

        await AssertNothingLeftAsync(id);
        Assert.Equal("1", (await Outbox.FindAsync(id, None))?.StudentNumber);
        await AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Empty(await LeaseDueAsync());
        OutcomeAssert.HasStatus(VerdictStatus.Settled, await SettleAsync(session.Id, "1", id));
        Assert.Null(await Outbox.FindAsync(id, None));
    }

    [Fact]
    public async Task A_teachers_decision_stops_the_check()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        await AcceptAsync(session, "1");

        await AssertNothingLeftAsync(id);
        Assert.NotNull(await Outbox.FindAsync(id, None));
    }

    [Fact]
    public async Task A_stopped_check_is_forgotten_after_the_backstop()
    {
        var session = await OpenAsync();
        var id = await CheckInWithSelfieAsync(session.Id, "1");
        await TimeOutAsync(session.Id, "1", id);
        await AdvanceAsync(Limits.Backstop - TimeSpan.FromMinutes(1));
        Assert.NotNull(await Outbox.FindAsync(id, None));
        await AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Null(await Outbox.FindAsync(id, None));
    }

    [Fact]
    public async Task A_new_attempt_ends_the_old_check_and_starts_its_own()
    {
        var session = await OpenAsync();
        var old = await CheckInWithSelfieAsync(session.Id, "1");
        await TimeOutAsync(session.Id, "1", old);
        var id = await CheckInWithSelfieAsync(session.Id, "1");

        Assert.Null(await Outbox.FindAsync(old, None));
        Assert.Equal([id], await LeaseDueAsync());
        Assert.NotNull(await Outbox.FindPicturesAsync(id, None));
    }

    [Fact]
    public async Task A_verdict_and_a_teacher_at_once_settle_the_record_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var session = await OpenAsync(Session($"T{round}"));
            var id = await CheckInWithSelfieAsync(session.Id, "1");
            await AtOnceAsync<object?>(
                20,
                async number =>
                    number % 2 == 0
                        ? await SettleAsync(session.Id, "1", id, passed: false)
                        : await AcceptAsync(session, "1")
            );

            var record = await RecordAsync(session.Id, "1");
            Assert.True(record!.State is { IsAttended: true, DecidedBy: DecidedBy.Teacher });
            Assert.True(record.RefusedComparisons <= 1);
            await AssertNothingLeftAsync(id);
        }
    }

    [Fact]
    public async Task A_full_outbox_refuses_a_check_and_writes_nothing()
    {
        var session = await OpenAsync();
        var ids = new List<Guid>();
        for (var number = 0; number < 20; number++)
            ids.Add(await CheckInWithSelfieAsync(session.Id, Student(number)));
        var before = await CopyAsync(session.Id);
        var contents = await Harness.ListContentsAsync();

        await Assert.ThrowsAsync<OutboxFullException>(() =>
            CheckInAsync(session.Id, "one too many", Selfie(Guid.NewGuid()))
        );

        var after = await CopyAsync(session.Id);
        Assert.Equal(before.Session, after.Session);
        Assert.Equal(before.Records, after.Records);
        Assert.Equal(contents, await Harness.ListContentsAsync());
        Assert.Equal(new(20, 20_000), await Outbox.MeasureAsync(None));

        // Check-ins without a face check still work, and a verdict frees space.
        OutcomeAssert.Succeeded(await CheckInAsync(session.Id, "no picture"));
        await SettleAsync(session.Id, Student(0), ids[0]);
        await CheckInWithSelfieAsync(session.Id, "one too many");
        await Assert.ThrowsAsync<OutboxFullException>(() =>
            CheckInAsync(session.Id, "again too many", Selfie(Guid.NewGuid()))
        );
    }

    [Fact]
    public async Task Fifty_checks_at_once_never_exceed_the_limit()
    {
        var session = await OpenAsync();
        var started = await AtOnceAsync(
            50,
            async number =>
            {
                try
                {
                    return await CheckInAsync(session.Id, Student(number), Selfie(Guid.NewGuid()))
                        is { Value: not null };
                }
                catch (OutboxFullException)
                {
                    return false;
                }
            }
        );

        Assert.Equal(20, started.Count(yes => yes));
        Assert.Equal(20, (await CopyAsync(session.Id)).Records.Count);
        Assert.Equal(new(20, 20_000), await Outbox.MeasureAsync(None));
    }

    [Fact]
    public async Task Removing_a_check_deletes_its_pictures_whether_it_waits_or_was_stopped()
    {
        var session = await OpenAsync();
        var waiting = await CheckInWithSelfieAsync(session.Id, "1");
        var stopped = await CheckInWithSelfieAsync(session.Id, "2");
        await TimeOutAsync(session.Id, "2", stopped);
        var orphan = Guid.NewGuid();
        await Outbox.SavePicturesAsync(orphan, new FacePictures(Picture(1), Picture(2)), None);

        foreach (var id in new[] { waiting, stopped, orphan, Guid.NewGuid() })
        {
            await Outbox.RemoveAsync(id, None);
            Assert.Null(await Outbox.FindAsync(id, None));
            await AssertNothingLeftAsync(id);
        }

        Assert.Equal(new(0, 0), await Outbox.MeasureAsync(None));
    }

    private async Task AssertNothingLeftAsync(Guid id)
    {
        Assert.Null(await Outbox.FindPicturesAsync(id, None));
        Assert.DoesNotContain(id, await LeaseDueAsync());
        Assert.DoesNotContain(
            await Harness.ListContentsAsync(),
            line =>
                line.Contains("picture", StringComparison.Ordinal)
                && line.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase)
        );
    }
}
