namespace Attn.Domain.Tests;

/// <summary>
/// Vectors computed once. A change here would void every token, code, ticket and picture of a running system.
/// </summary>
public sealed class KeyDerivationTests
{
    private const string Secret = "a secret of the tests, longer than 32 bytes: ğüşiöç";
    private static readonly Guid SessionId = new("0198f0a0-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("attn rates", "50d23165cdbc201c81f66e91c5446a0e99f81447ea04925e89e41a5b593c8f29")]
    [InlineData("attn pictures", "41fd2a30c436e18034c5c18b9c78f2148f763c638a663edd9a2f3af8cd5693e3")]
    [InlineData("attn join codes", "9994e8960e444cb34112f3f2bdcb60734e9fac68136be15ad549e8ad2469ebc0")]
    [InlineData("attn join tickets", "cf2b7ce53cb48da44a5433b84a8be34ba7321b426501e39cd09d75e11400adff")]
    [InlineData(
        "attn tokens",
        "3443dd53d277809453ed8fa773cbdacb0aae15ad14ccb45c876ce8263b13efe6"
            + "7beebfb3de64393f04f9b2f992d5c5c52480a13c1e2f940c25e0520a5a811f67"
    )]
    public void A_derived_key_never_changes(string info, string key) =>
        Assert.Equal(key, Convert.ToHexStringLower(KeyDerivation.DeriveKey(Secret, key.Length / 2, info)));

    [Fact]
    public void Join_codes_never_change()
    {
        var codes = new JoinCodes(Secret);

        Assert.Equal("AZjwoAAAcACAAAAAAAAAAXOghMhu70v643Gvpw", codes.Scanned(SessionId, JoinStep.At(Now)));
        Assert.Equal("4T8P2K", codes.Typed(SessionId, JoinStep.At(Now)));
    }

    [Fact]
    public void Join_tickets_never_change()
    {
        var ticket = new JoinTicket(new("0198f0a0-0000-7000-8000-000000000002"), SessionId, Now);

        Assert.Equal(
            "AZjwoAAAcACAAAAAAAAAAgGY8KAAAHAAgAAAAAAAAAEAAAGcrca12DILTMtAgMbTH-tSsOxc6N0",
            new JoinTickets(Secret).Write(ticket)
        );
    }
}
