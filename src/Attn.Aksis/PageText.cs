using System.Text;
using System.Text.RegularExpressions;

namespace Attn.Aksis;

/// <summary>
/// Decodes a page: by the header, else a byte order mark, else the page's own declaration, else a guess.
/// </summary>
internal static partial class PageText
{
    /// <summary>The HTML standard requires a declaration within the first kilobyte.</summary>
    private const int DeclarationBytes = 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    static PageText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Turkish => Encoding.GetEncoding(1254);

    public static string Decode(byte[] body, string? headerCharSet)
    {
        var (marked, markLength) = ByteOrderMark(body);
        var encoding = Named(headerCharSet) ?? marked ?? Named(Declared(body)) ?? Guess(body);
        return encoding.GetString(body, markLength, body.Length - markLength);
    }

    private static (Encoding? Encoding, int Length) ByteOrderMark(byte[] body) =>
        body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (null, 0),
        };

    private static string? Declared(byte[] body)
    {
        var start = Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, DeclarationBytes));
        var match = CharSetDeclaration().Match(start);
        return match.Success ? match.Groups["name"].Value : null;
    }

    private static Encoding? Named(string? name) =>
        name?.Trim('"', '\'', ' ').ToUpperInvariant() switch
        {
            null or "" => null,
            "UTF-8" or "UTF8" => Encoding.UTF8,
            // Browsers read the ISO name as the Windows code page that extends it.
            "ISO-8859-9" or "LATIN5" or "WINDOWS-1254" or "CP1254" => Turkish,
            var other => Known(other),
        };

    private static Encoding? Known(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Turkish text in Windows-1254 is practically never valid UTF-8. A page cut inside a character still counts as
    /// UTF-8.
    /// </summary>
    private static Encoding Guess(byte[] body)
    {
        try
        {
            StrictUtf8.GetDecoder().GetCharCount(body, 0, body.Length, flush: false);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Turkish;
        }
    }

    [GeneratedRegex(
        """<meta[^>]{0,200}?charset\s*=\s*["']?(?<name>[A-Za-z0-9_\-]{2,40})""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex CharSetDeclaration();
}
