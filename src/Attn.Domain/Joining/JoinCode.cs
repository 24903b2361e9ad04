using System.Buffers.Text;

namespace Attn.Domain;

/// <summary>
/// What somebody scanned, typed or pasted to join a class session. <see cref="Match"/> covers every case.
/// </summary>
public abstract record JoinCode
{
    /// <summary>The longest text accepted: a pasted address that ends in a code.</summary>
    public const int MaxCharacters = 2000;

    private const string PathBeforeCode = "/join/";

    private JoinCode() { }

    public abstract T Match<T>(Func<Scanned, T> scanned, Func<Typed, T> typed, Func<Unreadable, T> unreadable);

    /// <summary>The code in the QR picture, which names its class session.</summary>
    public sealed record Scanned(Guid SessionId, ReadOnlyMemory<byte> Mac) : JoinCode
    {
        public override T Match<T>(Func<Scanned, T> scanned, Func<Typed, T> typed, Func<Unreadable, T> unreadable) =>
            scanned(this);
    }

    /// <summary>The six characters under the picture, in the spelling of <see cref="TypedCodes"/>.</summary>
    public sealed record Typed(string Characters) : JoinCode
    {
        public override T Match<T>(Func<Scanned, T> scanned, Func<Typed, T> typed, Func<Unreadable, T> unreadable) =>
            typed(this);
    }

    /// <summary>Neither of the two.</summary>
    public sealed record Unreadable : JoinCode
    {
        public override T Match<T>(Func<Scanned, T> scanned, Func<Typed, T> typed, Func<Unreadable, T> unreadable) =>
            unreadable(this);
    }

    public static JoinCode Read(string text)
    {
        var code = LastPart(text.Trim());
        if (TryReadScanned(code) is { } scanned)
            return scanned;
        return TypedCodes.Fold(code) is { } characters ? new Typed(characters) : new Unreadable();
    }

    /// <summary>Of an address only what follows <c>/join/</c>, without query and fragment.</summary>
    private static string LastPart(string text)
    {
        var at = text.LastIndexOf(PathBeforeCode, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return text;
        var code = text[(at + PathBeforeCode.Length)..];
        var end = code.AsSpan().IndexOfAny('?', '#', '/');
        return end < 0 ? code : code[..end];
    }

    private static Scanned? TryReadScanned(string code)
    {
        // Compare the number of bytes too: white space and padding are valid Base64Url but carry no data.
        if (
            code.Length != JoinCodes.ScannedLength
            || !Base64Url.IsValid(code, out var length)
            || length != JoinCodes.IdBytes + JoinCodes.MacBytes
        )
            return null;
        var bytes = Base64Url.DecodeFromChars(code);
        return new(new Guid(bytes.AsSpan(0, JoinCodes.IdBytes), bigEndian: true), bytes.AsMemory(JoinCodes.IdBytes));
    }
}
