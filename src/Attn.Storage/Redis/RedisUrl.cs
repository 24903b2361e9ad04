using System.Globalization;

namespace Attn.Storage.Redis;

/// <summary>
/// <c>redis[s]://[user:password@]host:port/db</c>, with special characters of user and password percent-encoded.
/// </summary>
/// <param name="Port">Default 6379.</param>
/// <param name="Database">The number of the database. Default 0.</param>
/// <param name="User"><c>null</c>: Redis's default user.</param>
public sealed record RedisUrl(string Host, int Port, int Database, bool Tls, string? User, string? Password)
{
    private const int DefaultPort = 6379;

    private const string Remedy =
        "Write redis[s]://[user:password@]host:port/db, with special characters of user and password percent-encoded.";

    /// <exception cref="FormatException">
    /// Names the variable and the remedy, and never shows the value: it contains a password.
    /// </exception>
    public static RedisUrl Parse(string value, string variable)
    {
        try
        {
            return Parse(value.Trim());
        }
        catch (FormatException e)
        {
            throw new FormatException($"{variable}: {e.Message} {Remedy}", e);
        }
    }

    /// <summary>Without user and password.</summary>
    public override string ToString() =>
        new UriBuilder(
            Tls ? "rediss" : "redis",
            Host,
            Port,
            Database.ToString(CultureInfo.InvariantCulture)
        ).ToString();

    private static RedisUrl Parse(string value)
    {
        if (
            !value.StartsWith("redis://", StringComparison.OrdinalIgnoreCase)
            && !value.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase)
        )
            throw new FormatException("It does not begin with redis:// or rediss://.");
        if (value.AsSpan().ContainsAny('?', '#'))
            throw new FormatException("It has a query or a fragment, which Redis addresses do not.");

        // User and password are read here: Uri would refuse an unescaped @ or / in a password.
        var start = value.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = Math.Max(value.LastIndexOf('@') + 1, start);
        var (user, password) = end == start ? (null, null) : ReadUser(value[start..(end - 1)]);
        if (
            !Uri.TryCreate(value.Remove(start, end - start), UriKind.Absolute, out var uri)
            || uri is { DnsSafeHost: "" } or { Port: 0 }
        )
            throw new FormatException(
                "The host is missing or malformed (an IPv6 address is written in brackets), or the port is no number "
                    + "from 1 to 65535."
            );
        var port = uri.Port < 0 ? DefaultPort : uri.Port;
        return new(uri.DnsSafeHost, port, ReadDatabase(uri), uri.Scheme == "rediss", user, password);
    }

    private static (string? User, string? Password) ReadUser(string part)
    {
        if (part.Split(':', 2) is not [var user, var password])
            throw new FormatException(
                "The part before @ has no colon between user and password (:password@ is the default user's)."
            );
        return (Decode(user), Decode(password));
    }

    private static int ReadDatabase(Uri uri)
    {
        if (uri.AbsolutePath is "" or "/")
            return 0;
        return int.TryParse(uri.AbsolutePath[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw new FormatException("The database after the slash is no number.");
    }

    /// <returns><c>null</c> for an empty part.</returns>
    private static string? Decode(string part)
    {
        foreach (var escaped in part.Split('%').Skip(1))
        {
            if (escaped.Length < 2 || !char.IsAsciiHexDigit(escaped[0]) || !char.IsAsciiHexDigit(escaped[1]))
                throw new FormatException(
                    "A % in user or password is not followed by two hexadecimal digits (a plain % is %25)."
                );
        }

        return part.Length == 0 ? null : Uri.UnescapeDataString(part);
    }
}
