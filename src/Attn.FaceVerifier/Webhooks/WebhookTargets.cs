using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Webhooks;

/// <summary>
/// Addresses that verdicts may be posted to. Compared as parsed URLs: as text, <c>http://app.example@evil.example/</c>
/// and <c>http://app.example.evil.example/</c> both start like an allowed address.
/// </summary>
internal sealed class WebhookTargets(IOptions<VerifierOptions> options)
{
    private readonly Uri[] _allowed = [.. options.Value.AllowedUrls.Select(Parse).OfType<Uri>()];

    /// <returns><c>null</c> if verdicts may not be posted there.</returns>
    public Uri? Find(string url) =>
        Parse(url) is { } target && Array.Exists(_allowed, allowed => IsUnder(target, allowed)) ? target : null;

    /// <returns><c>null</c> if it is not an http or https address, or has a user name or fragment.</returns>
    public static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && parsed is { Scheme: "http" or "https", UserInfo: "", Fragment: "", Host.Length: > 0 }
            ? parsed
            : null;

    private static bool IsUnder(Uri target, Uri allowed) =>
        target.Scheme == allowed.Scheme
        && string.Equals(target.IdnHost, allowed.IdnHost, StringComparison.OrdinalIgnoreCase)
        && target.Port == allowed.Port
        && HasPrefix(target.AbsolutePath, allowed.AbsolutePath);

    // By whole segments: /app is not a prefix of /application. A server may read an escaped slash, dot or backslash as
    // a way out of the folder, and none of our addresses has one.
    private static bool HasPrefix(string path, string prefix)
    {
        var folder = prefix.EndsWith('/') ? prefix : prefix + "/";
        return (path.StartsWith(folder, StringComparison.Ordinal) || path == prefix)
            && !path.Contains('\\', StringComparison.Ordinal)
            && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%2e", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
    }
}
