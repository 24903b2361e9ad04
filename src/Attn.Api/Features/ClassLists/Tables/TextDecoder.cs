using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Bytes to text. UTF-8 and UTF-16 prove themselves; of the others only what a Turkish Excel writes is assumed, and
/// only where it makes Turkish letters. See docs/decisions/0185.
/// </summary>
internal static class TextDecoder
{
    private const string SavedAsUtf8 =
        "In Excel choose Save As, \"CSV UTF-8 (Comma delimited)\", "
        + "or save the workbook itself (.xlsx), or paste the rows.";

    private static readonly Encoding Windows1254 = CodePages.Find("windows-1254")!;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Encoding.UTF8),
        ([0xFF, 0xFE, 0, 0], Encoding.UTF32),
        ([0xFF, 0xFE], Encoding.Unicode),
        ([0xFE, 0xFF], Encoding.BigEndianUnicode),
    ];

    /// <param name="bytes">The whole file.</param>
    /// <param name="charset">What the sender says, or <c>null</c>. Believed only where the bytes do not tell.</param>
    /// <returns><c>null</c> for bytes that are no text.</returns>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        var decoded = ByMark(bytes) ?? ByZeros(bytes) ?? AsUtf8(bytes) ?? AsDeclared(bytes, charset) ?? Assumed(bytes);
        return decoded.Text.AsSpan().ContainsAny(NoText) ? null : decoded;
    }

    /// <summary>Controls that no text has.</summary>
    private static readonly System.Buffers.SearchValues<char> NoText = System.Buffers.SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"
    );

    private static DecodedText? ByMark(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
                return new DecodedText(encoding.GetString(bytes[mark.Length..]), encoding.WebName);
        }

        return null;
    }

    /// <summary>UTF-16 without a mark: every other byte of Latin letters and digits is zero.</summary>
    private static DecodedText? ByZeros(ReadOnlySpan<byte> bytes)
    {
        var pairs = Math.Min(bytes.Length, 4096) / 2;
        var (zerosFirst, zerosSecond) = (0, 0);
        for (var i = 0; i < 2 * pairs; i += 2)
        {
            zerosFirst += bytes[i] == 0 ? 1 : 0;
            zerosSecond += bytes[i + 1] == 0 ? 1 : 0;
        }

        Encoding? encoding =
            2 * zerosSecond > pairs && zerosFirst == 0 ? Encoding.Unicode
            : 2 * zerosFirst > pairs && zerosSecond == 0 ? Encoding.BigEndianUnicode
            : null;
        return encoding is null ? null : new DecodedText(encoding.GetString(bytes), encoding.WebName);
    }

    private static DecodedText? AsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new DecodedText(StrictUtf8.GetString(bytes), StrictUtf8.WebName);
        }
        catch (DecoderFallbackException)
        {
            // With more whole letters than broken ones it is UTF-8 that was damaged: its broken lines are named.
            var text = Encoding.UTF8.GetString(bytes);
            var broken = text.Count(c => c == BrokenLetters.Replacement);
            return text.Count(c => c >= 0x80) > 2 * broken ? new DecodedText(text, StrictUtf8.WebName) : null;
        }
    }

    /// <summary>
    /// Unicode would have proved itself. Latin-1 and ASCII are what programs say that know nothing better.
    /// </summary>
    private static readonly HashSet<string> NotBelieved = new(StringComparer.OrdinalIgnoreCase)
    {
        "utf-8",
        "utf-16",
        "utf-16BE",
        "utf-32",
        "utf-32BE",
        "us-ascii",
        "iso-8859-1",
        "windows-1252",
    };

    private static DecodedText? AsDeclared(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (charset is null || CodePages.Find(charset) is not { } encoding)
            return null;
        if (NotBelieved.Contains(encoding.WebName))
            return null;
        return new DecodedText(encoding.GetString(bytes), encoding.WebName);
    }

    private static DecodedText Assumed(ReadOnlySpan<byte> bytes)
    {
        var text = Windows1254.GetString(bytes);
        if (!TurkishLetters.ArePlausible(text))
        {
            var unknown = "The encoding of the file is unknown, so that its letters would break. " + SavedAsUtf8;
            return new(text, Windows1254.WebName, new ListProblem(ListProblemCode.EncodingUnknown, null, unknown));
        }

        var detail = "The file is not UTF-8. It was read as Windows-1254 (Turkish): check the letters of the names.";
        return new(text, Windows1254.WebName, Warning: new ListProblem(ListProblemCode.EncodingAssumed, null, detail));
    }
}
