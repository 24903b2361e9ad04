using System.Globalization;
using System.Net;

namespace Attn.Storage.Redis;

/// <summary><c>redis[s]://[user:password@]host:port/db</c>, with special characters of user and password percent-encoded.</summary>
public sealed record RedisUrl
{
    private const string Remedy =
        "Write redis[s]://[user:password@]host:port/db, with special characters of user and password percent-encoded.";

    private RedisUrl() { }

    public required string Host { get; init; }

    /// <summary>Default 6379.</summary>
    public required int Port { get; init; }

    /// <summary>The number of the database. Default 0.</summary>
    public required int Database { get; init; }

    public bool Tls { get; init; }

    /// <summary><c>null</c>: Redis's default user.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <exception cref="FormatException">Names the variable and the remedy, and never shows the value: it holds a password.</exception>
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
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Tls ? "rediss" : "redis")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}/{Database}"
        );

    private static RedisUrl Parse(string value)
    {
        var (tls, rest) = SplitScheme(value);
        if (rest.AsSpan().ContainsAny('?', '#'))
            throw new FormatException("It has a query or a fragment, which Redis addresses do not.");
        var at = rest.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : SplitUser(rest[..at]);
        var place = rest[(at + 1)..];
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        var (host, port) = SplitHost(slash < 0 ? place : place[..slash]);
        return new RedisUrl
        {
            Tls = tls,
            User = user,
            Password = password,
            Host = host,
            Port = port,
            Database = slash < 0 ? 0 : ReadDatabase(place[(slash + 1)..]),
        };
    }

    private static (bool Tls, string Remainder) SplitScheme(string value)
    {
        if (value.StartsWith("redis://", StringComparison.OrdinalIgnoreCase))
            return (false, value["redis://".Length..]);
        if (value.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase))
            return (true, value["rediss://".Length..]);
        throw new FormatException("It does not begin with redis:// or rediss://.");
    }

    private static (string? User, string? Password) SplitUser(string part)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            throw new FormatException(
                "The part before @ has no colon between user and password (:password@ is the default user's)."
            );
        var (user, password) = (Decode(part[..colon]), Decode(part[(colon + 1)..]));
        return (user.Length == 0 ? null : user, password.Length == 0 ? null : password);
    }

    private static (string Host, int Port) SplitHost(string part)
    {
        var colon = part.LastIndexOf(':');
        if (colon >= 0 && colon < part.LastIndexOf(']'))
            colon = -1;
        var host = colon < 0 ? part : part[..colon];
        if (host is ['[', .. var address, ']'])
            host = IPAddress.TryParse(address, out _)
                ? address
                : throw new FormatException("What stands in brackets is no IPv6 address.");
        else if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.IPv6)
            throw new FormatException("The host is missing or is no host name (an IPv6 address stands in brackets).");
        if (colon < 0)
            return (host, 6379);
        return
            int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? (host, port)
            : throw new FormatException("The port is no number from 1 to 65535.");
    }

    private static int ReadDatabase(string part)
    {
        if (part.Length == 0)
            return 0;
        return int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw new FormatException("The database behind the slash is no number.");
    }

    private static string Decode(string part)
    {
        for (var i = part.IndexOf('%', StringComparison.Ordinal); i >= 0; i = part.IndexOf('%', i + 1))
        {
            if (i + 2 >= part.Length || !char.IsAsciiHexDigit(part[i + 1]) || !char.IsAsciiHexDigit(part[i + 2]))
                throw new FormatException(
                    "A % in user or password is not followed by two hexadecimal digits (a plain % is %25)."
                );
        }

        return Uri.UnescapeDataString(part);
    }
}
