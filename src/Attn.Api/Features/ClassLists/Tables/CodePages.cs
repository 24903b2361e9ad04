using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

internal static class CodePages
{
    static CodePages() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What it cannot decode becomes U+FFFD. <c>null</c>: there is no encoding of that name.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(
                name.Trim('"', '\'', ' '),
                EncoderFallback.ReplacementFallback,
                new DecoderReplacementFallback(BrokenLetters.Replacement.ToString())
            );
        }
        // UTF-7 is known, and not supported.
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
