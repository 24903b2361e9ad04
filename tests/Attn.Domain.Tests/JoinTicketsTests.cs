using System.Buffers.Text;

namespace Attn.Domain.Tests;

/// <summary>Tickets as texts.</summary>
public sealed class JoinTicketsTests
{
    private const string Secret = "a secret of the tests, long enough";
    private static readonly DateTimeOffset Now = new(2026, 2, 18, 9, 0, 0, 123, TimeSpan.Zero);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);
    private readonly JoinTickets _tickets = new(Secret);

    [Fact]
    public void A_ticket_is_read_as_it_was_written()
    {
        var ticket = JoinTicket.For(Guid.NewGuid(), place: 7, Now, Lifetime);

        var text = _tickets.Write(ticket);

        Assert.Equal(ticket, _tickets.Read(text));
        Assert.Matches($"^[A-Za-z0-9_-]{{{JoinTickets.Length}}}$", text);
    }

    [Fact]
    public void A_ticket_expires_after_three_minutes_and_can_still_be_read()
    {
        var ticket = JoinTicket.For(Guid.NewGuid(), place: 7, Now, Lifetime);

        Assert.False(ticket.HasExpired(Now.AddMinutes(3).AddMilliseconds(-1)));
        Assert.True(ticket.HasExpired(Now.AddMinutes(3)));
        Assert.NotNull(_tickets.Read(_tickets.Write(ticket with { ExpiresAt = Now.AddYears(-1) })));
    }

    [Fact]
    public void Two_tickets_are_never_equal() =>
        Assert.NotEqual(
            JoinTicket.For(Guid.Empty, place: 7, Now, Lifetime),
            JoinTicket.For(Guid.Empty, place: 7, Now, Lifetime)
        );

    [Fact]
    public void A_ticket_knows_the_place_where_it_was_taken_out()
    {
        var ticket = JoinTicket.For(Guid.NewGuid(), place: 0xFEDCBA9876543210, Now, Lifetime);

        Assert.Equal(0xFEDCBA9876543210, _tickets.Read(_tickets.Write(ticket))!.Place);
    }

    [Fact]
    public void A_student_has_one_ticket_of_a_class_session()
    {
        var session = Guid.NewGuid();
        var id = JoinTicket.For(session, "1", Now, Lifetime).Id;

        Assert.Equal(id, JoinTicket.For(session, "1", Now.AddMinutes(1), Lifetime).Id);
        Assert.NotEqual(id, JoinTicket.For(session, "2", Now, Lifetime).Id);
        Assert.NotEqual(id, JoinTicket.For(Guid.NewGuid(), "1", Now, Lifetime).Id);
    }

    [Fact]
    public void A_ticket_is_late_after_ninety_seconds()
    {
        var ticket = JoinTicket.For(Guid.NewGuid(), place: 7, Now, Lifetime);

        Assert.False(ticket.IsLate(Now.AddSeconds(89), Lifetime));
        Assert.True(ticket.IsLate(Now.AddSeconds(90), Lifetime));
    }

    [Fact]
    public void A_ticket_with_one_changed_bit_is_not_read()
    {
        var bytes = Base64Url.DecodeFromChars(_tickets.Write(JoinTicket.For(Guid.NewGuid(), place: 7, Now, Lifetime)));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(_tickets.Read(Base64Url.EncodeToString(changed)));
        }
    }

    [Fact]
    public void A_ticket_of_the_previous_secret_is_read_and_one_of_another_secret_is_not()
    {
        var text = _tickets.Write(JoinTicket.For(Guid.NewGuid(), place: 7, Now, Lifetime));

        Assert.Null(new JoinTickets("another secret of the tests, also long").Read(text));
        Assert.NotNull(new JoinTickets("another secret of the tests, also long", Secret).Read(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ticket")]
    [InlineData("😀")]
    public void Any_other_text_is_not_a_ticket(string text) => Assert.Null(_tickets.Read(text));

    [Fact]
    public void Padding_and_white_space_make_no_ticket()
    {
        Assert.Null(_tickets.Read(new string(' ', JoinTickets.Length)));
        Assert.Null(_tickets.Read(new string('A', JoinTickets.Length - 1) + "="));
    }
}
