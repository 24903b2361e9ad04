using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>The contract of <see cref="ITicketStore"/>.</summary>
public abstract class TicketStoreContract : LiveContract
{
    [Fact]
    public async Task A_ticket_stays_with_its_first_student()
    {
        var ticket = Ticket();
        Assert.Null(await OwnerAsync(ticket));
        Assert.Equal("S1", await BindAsync(ticket, "S1"));

        Assert.Equal("S1", await BindAsync(ticket, "S2"));
        Assert.Equal("S1", await BindAsync(ticket, "S1"));
        Assert.Equal("S1", await OwnerAsync(ticket));
    }

    [Fact]
    public async Task One_of_fifty_students_at_once_gets_the_ticket()
    {
        var ticket = Ticket();

        var owners = await AtOnceAsync(50, number => BindAsync(ticket, Student(number)));

        Assert.Single(owners.Distinct(StringComparer.Ordinal));
        Assert.Equal(owners[0], await OwnerAsync(ticket));
    }

    [Fact]
    public async Task Every_ticket_of_every_class_session_has_its_own_owner()
    {
        var ticket = Ticket();
        var other = ticket with { Id = Guid.NewGuid() };
        var elsewhere = ticket with { SessionId = Guid.NewGuid() };
        await BindAsync(ticket, "S1");

        Assert.Equal("S2", await BindAsync(other, "S2"));
        Assert.Equal("S3", await BindAsync(elsewhere, "S3"));
        Assert.Equal("S1", await OwnerAsync(ticket));
        Assert.Equal("S2", await OwnerAsync(other));
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task An_owner_may_have_any_number(string number)
    {
        var ticket = Ticket();
        await BindAsync(ticket, number);

        Assert.Equal(number, await OwnerAsync(ticket));
    }

    [Fact]
    public async Task An_owner_is_remembered_for_a_day_and_then_forgotten()
    {
        var ticket = Ticket();
        await BindAsync(ticket, "S1");
        await AdvanceAsync(TimeSpan.FromHours(25));
        Assert.Equal("S1", await OwnerAsync(ticket));

        await AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Null(await OwnerAsync(ticket));
        Assert.Empty(await Harness.ListContentsAsync());
        Assert.Equal("S2", await BindAsync(ticket, "S2"));
    }

    [Fact]
    public async Task Archiving_a_class_session_removes_the_owners_of_its_tickets()
    {
        var session = await OpenAsync();
        var ticket = Ticket() with { SessionId = session.Id };
        var elsewhere = Ticket();
        await BindAsync(ticket, "S1");
        await BindAsync(elsewhere, "S1");
        await FinishAsync(session);

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), None));

        Assert.Null(await OwnerAsync(ticket));
        Assert.Equal("S1", await OwnerAsync(elsewhere));
    }

    [Fact]
    public async Task Owners_stay_while_the_class_session_is_live()
    {
        var session = await OpenAsync();
        var ticket = Ticket() with { SessionId = session.Id };
        await BindAsync(ticket, "S1");
        var copy = await CopyAsync(session.Id);
        await CheckInAsync(session.Id, "S1");

        Assert.False(await Live.RemoveIfUnchangedAsync(copy, None));
        Assert.Equal("S1", await OwnerAsync(ticket));
    }

    private JoinTicket Ticket() => JoinTicket.For(Guid.NewGuid(), place: 7, Now, TimeSpan.FromMinutes(3));

    private Task<string> BindAsync(JoinTicket ticket, string student) => Tickets.BindAsync(ticket, student, None);

    private Task<string?> OwnerAsync(JoinTicket ticket) => Tickets.FindOwnerAsync(ticket, None);
}
