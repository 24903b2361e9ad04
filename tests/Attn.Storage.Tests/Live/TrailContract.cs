using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>The contract of <see cref="ILiveStore"/>: the audit trail.</summary>
public abstract class TrailContract : LiveContract
{
    [Fact]
    public async Task The_audit_trail_lists_every_decision_in_order_with_its_version()
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
    public async Task A_long_audit_trail_is_in_order()
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
    public async Task A_trail_lists_the_decisions_about_one_student_in_order()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        await CheckInAsync(session.Id, "2");
        await AcceptAsync(session, "1");
        await AcceptAsync(session, "2");
        await AcceptAsync(session, "1");

        var trail = await Live.FindTrailAsync(session.Id, "1", None);

        var copy = await CopyAsync(session.Id);
        Assert.Equal(copy.Session, trail!.Session);
        Assert.True(trail.HasRecord);
        Assert.Equal([copy.Audit[0], copy.Audit[2]], trail.Entries);

        await DeleteAsync(session, "1");
        var afterDeletion = await Live.FindTrailAsync(session.Id, "1", None);
        Assert.False(afterDeletion!.HasRecord);
        Assert.Equal(3, afterDeletion.Entries.Count);
    }

    [Fact]
    public async Task A_student_without_a_record_has_an_empty_trail_and_an_unknown_session_has_none()
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "1");
        await AcceptAsync(session, "1");

        var trail = await Live.FindTrailAsync(session.Id, "2", None);

        Assert.False(trail!.HasRecord);
        Assert.Empty(trail.Entries);
        Assert.Null(await Live.FindTrailAsync(Guid.NewGuid(), "1", None));
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task A_trail_is_found_for_any_student_number(string number)
    {
        var session = await OpenAsync();
        await CheckInAsync(session.Id, "12");
        await AcceptAsync(session, "12");
        await CheckInAsync(session.Id, number);
        await AcceptAsync(session, number);

        var trail = await Live.FindTrailAsync(session.Id, number, None);

        Assert.Equal(number, Assert.Single(trail!.Entries).StudentNumber);
    }
}
