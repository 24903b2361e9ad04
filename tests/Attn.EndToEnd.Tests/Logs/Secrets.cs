using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Attn.EndToEnd.Tests.Logs;

/// <summary>What no line of a log may hold, in any form.</summary>
internal sealed class Secrets
{
    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);

    public int Count => _kinds.Count;

    /// <param name="kind">How a failure names it; the secret itself is not printed.</param>
    public void Add(string kind, params IEnumerable<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 3))
        {
            foreach (var form in FormsOf(secret))
                _kinds.TryAdd(form, kind);
        }
    }

    /// <summary>A token, and each of its parts but the first, which only names the algorithm.</summary>
    public void AddToken(string token) => Add("a token", [token, .. token.Split('.').Skip(1)]);

    /// <summary>A name, and its last word by itself.</summary>
    public void AddName(string name) => Add("a name", name, name.Split(' ')[^1]);

    public void AddPicture(byte[] picture) =>
        Add(
            "a picture",
            Convert.ToBase64String(picture.AsSpan(0, 48)),
            Convert.ToHexString(picture.AsSpan(0, 24)),
            Convert.ToHexStringLower(picture.AsSpan(0, 24))
        );

    /// <returns>The kinds of secrets in each line that holds one.</returns>
    public IEnumerable<string> FindIn(IEnumerable<string> lines) =>
        from line in lines
        let texts = TextsOf(line)
        let secret = _kinds.FirstOrDefault(secret =>
            texts.Any(text => text.Contains(secret.Key, StringComparison.OrdinalIgnoreCase))
        )
        where secret.Key is not null
        select $"{secret.Value} ({secret.Key[..Math.Min(12, secret.Key.Length)]}…): {line}";

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return JsonSerializer.Serialize(secret).Trim('"');
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');
        yield return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret));
    }

    /// <summary>
    /// The line as written and, of JSON, unescaped: letters beyond ASCII are escaped there.
    /// </summary>
    private static List<string> TextsOf(string line)
    {
        if (!line.StartsWith('{'))
            return [line];
        using var json = JsonDocument.Parse(line);
        return [line, .. StringsIn(json.RootElement)];
    }

    private static IEnumerable<string> StringsIn(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(property => StringsIn(property.Value)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(StringsIn),
            JsonValueKind.String => [json.GetString()!],
            _ => [],
        };
}
