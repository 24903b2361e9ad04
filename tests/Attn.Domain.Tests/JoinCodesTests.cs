using System.Buffers.Text;

namespace Attn.Domain.Tests;

/// <summary>Codes of a session and a step, as they are made, read and checked.</summary>
public sealed class JoinCodesTests
{
    private const string Secret = "a secret of the tests, long enough";
    private static readonly DateTimeOffset Now = new(2026, 2, 18, 9, 0, 7, TimeSpan.Zero);
    private static readonly JoinStep Step = JoinStep.At(Now);
    private static readonly Guid Session = Guid.Parse("019c0000-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("019c0000-0000-7000-8000-000000000002");
    private readonly JoinCodes _codes = new(Secret);

    [Theory]
    [InlineData(0, true)]
    [InlineData(15, true)]
    [InlineData(22, true)]
    [InlineData(23, false)]
    [InlineData(30, false)]
    [InlineData(-8, false)]
    [InlineData(86_400, false)]
    public void A_code_is_valid_in_its_step_and_the_next(int secondsLater, bool isValid)
    {
        var later = Now.AddSeconds(secondsLater);

        Assert.Equal(isValid, _codes.Fits(Scanned(_codes.Scanned(Session, Step)), later));
        Assert.Equal(isValid, _codes.Fits(Typed(_codes.Typed(Session, Step)), Session, later));
    }

    [Fact]
    public void A_typed_code_matches_no_other_session()
    {
        Assert.False(_codes.Fits(Typed(_codes.Typed(Session, Step)), Other, Now));
        Assert.NotEqual(_codes.Typed(Session, Step), _codes.Typed(Other, Step));
    }

    [Fact]
    public void A_scanned_code_cannot_be_changed_into_one_of_another_session()
    {
        var bytes = Base64Url.DecodeFromChars(_codes.Scanned(Session, Step));
        Assert.Equal(Session, Scanned(Base64Url.EncodeToString(bytes)).SessionId);
        Other.TryWriteBytes(bytes, bigEndian: true, out _);

        var forged = Scanned(Base64Url.EncodeToString(bytes));
        Assert.Equal(Other, forged.SessionId);
        Assert.False(_codes.Fits(forged, Now));
    }

    [Fact]
    public void Every_bit_of_a_scanned_code_counts()
    {
        var bytes = Base64Url.DecodeFromChars(_codes.Scanned(Session, Step));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_codes.Fits(Scanned(Base64Url.EncodeToString(changed)), Now));
        }
    }

    [Fact]
    public void A_new_secret_makes_other_codes_and_codes_of_the_previous_one_are_accepted()
    {
        var after = new JoinCodes("the next secret of the tests, also long", Secret);

        Assert.True(after.Fits(Scanned(_codes.Scanned(Session, Step)), Now));
        Assert.True(after.Fits(Typed(_codes.Typed(Session, Step)), Session, Now));
        Assert.False(_codes.Fits(Scanned(after.Scanned(Session, Step)), Now));
        Assert.False(_codes.Fits(Typed(after.Typed(Session, Step)), Session, Now));
    }

    [Fact]
    public void A_code_needs_no_escaping_in_an_address()
    {
        var code = _codes.Scanned(Session, Step);

        Assert.Matches("^[A-Za-z0-9_-]{38}$", code);
        Assert.Equal(code, Uri.EscapeDataString(code));
    }

    [Fact]
    public void Typed_codes_have_six_characters_of_the_alphabet_and_are_evenly_distributed()
    {
        var counts = TypedCodes.Alphabet.ToDictionary(character => character, _ => 0);
        const int codes = 20_000;
        for (var number = 0; number < codes; number++)
        {
            var code = _codes.Typed(Session, new(number));
            Assert.Equal(6, code.Length);
            foreach (var character in code)
                counts[character]++;
        }

        const double expected = codes * 6 / 27.0;
        Assert.All(counts.Values, count => Assert.InRange(count, expected * 0.93, expected * 1.07));
    }

    [Fact]
    public void No_two_characters_of_the_alphabet_are_folded_into_one()
    {
        Assert.Equal(27, TypedCodes.Alphabet.Distinct().Count());
        foreach (var pair in new[] { "0O", "1I", "1L", "IL", "2Z", "5S", "8B", "UV", "0Q" })
            Assert.True(pair.Count(TypedCodes.Alphabet.Contains) < 2, pair);
    }

    [Theory]
    [InlineData("234acd", "234ACD")]
    [InlineData(" 234-ACD ", "234ACD")]
    [InlineData("2 3 4 A C D", "234ACD")]
    [InlineData("b5szva", "8552UA")]
    [InlineData("https://attn.example.edu/join/234acd", "234ACD")]
    public void Case_spaces_and_dashes_of_a_typed_code_do_not_matter(string text, string characters) =>
        Assert.Equal(characters, Typed(text).Characters);

    [Theory]
    [InlineData("$")]
    [InlineData("  $\n")]
    [InlineData("https://attn.example.edu/join/$")]
    [InlineData("http://localhost:8000/attn/join/$?from=screen")]
    [InlineData("https://attn.example.edu/join/$/#top")]
    public void A_link_is_read_as_its_code(string text)
    {
        var code = _codes.Scanned(Session, Step);

        Assert.True(_codes.Fits(Scanned(text.Replace("$", code, StringComparison.Ordinal)), Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("234AC")]
    [InlineData("234ACDE")]
    [InlineData("234AC0")]
    [InlineData("234ACI")]
    [InlineData("234ACı")]
    [InlineData("234ACİ")]
    [InlineData("😀😀😀")]
    [InlineData("/join/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("                                     A")]
    [InlineData("A                                    A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA A")]
    [InlineData("////////////////////////////////////++")]
    public void Any_other_text_is_unreadable(string text) => Assert.IsType<JoinCode.Unreadable>(JoinCode.Read(text));

    private static JoinCode.Scanned Scanned(string text) => Assert.IsType<JoinCode.Scanned>(JoinCode.Read(text));

    private static JoinCode.Typed Typed(string text) => Assert.IsType<JoinCode.Typed>(JoinCode.Read(text));
}
