using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>What <see cref="ITicketStore"/> promises.</summary>
public abstract class TicketStoreContract : LiveContract
{
    [Fact]
    public async Task A_ticket_is_the_first_students_and_stays_so()
    {
        var ticket = Ticket();
        Assert.Null(await OwnerAsync(ticket));
        Assert.Equal("S1", await BindAsync(ticket, "S1"));

        Assert.Equal("S1", await BindAsync(ticket, "S2"));
        Assert.Equal("S1", await BindAsync(ticket, "S1"));
        Assert.Equal("S1", await OwnerAsync(ticket));
    }

    [Fact]
    public async Task Of_fifty_students_at_once_one_gets_it()
    {
        var ticket = Ticket();

        var owners = await AtOnceAsync(50, number => BindAsync(ticket, Student(number)));

        Assert.Single(owners.Distinct(StringComparer.Ordinal));
        Assert.Equal(owners[0], await OwnerAsync(ticket));
    }

    [Fact]
    public async Task Tickets_of_one_session_have_owners_each_and_another_session_has_others()
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
    [MemberData(nameof(LiveStoreContract.OddNumbers), MemberType = typeof(LiveStoreContract))]
    public async Task A_number_is_kept_as_it_is(string number)
    {
        var ticket = Ticket();
        await BindAsync(ticket, number);

        Assert.Equal(number, await OwnerAsync(ticket));
    }

    [Fact]
    public async Task An_owner_is_remembered_through_the_longest_lesson_and_forgotten_after_a_day()
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
    public async Task Owners_go_with_their_archived_session()
    {
        var session = await OpenAsync();
        var ticket = Ticket() with { SessionId = session.Id };
        var elsewhere = Ticket();
        await BindAsync(ticket, "S1");
        await BindAsync(elsewhere, "S1");
        await FinishAsync(session);

        Assert.True(await Live.RemoveIfUnchangedAsync(await CopyAsync(session.Id), CancellationToken.None));

        Assert.Null(await OwnerAsync(ticket));
        Assert.Equal("S1", await OwnerAsync(elsewhere));
    }

    [Fact]
    public async Task They_stay_while_the_session_does()
    {
        var session = await OpenAsync();
        var ticket = Ticket() with { SessionId = session.Id };
        await BindAsync(ticket, "S1");
        var copy = await CopyAsync(session.Id);
        await CheckInAsync(session.Id, "S1");

        Assert.False(await Live.RemoveIfUnchangedAsync(copy, CancellationToken.None));
        Assert.Equal("S1", await OwnerAsync(ticket));
    }

    private JoinTicket Ticket() => JoinTicket.For(Guid.NewGuid(), Now);

    private Task<string> BindAsync(JoinTicket ticket, string student) =>
        Tickets.BindAsync(ticket, student, CancellationToken.None);

    private Task<string?> OwnerAsync(JoinTicket ticket) => Tickets.FindOwnerAsync(ticket, CancellationToken.None);
}
