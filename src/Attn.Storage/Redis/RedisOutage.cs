using System.Security.Authentication;
using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>Distinguishes outages, which pass, refusals, which an administrator must resolve, and bugs.</summary>
internal static class RedisOutage
{
    /// <summary>Prefixes of errors that pass, or that an administrator resolves, while the program runs.</summary>
    private static readonly string[] OutagePrefixes =
    [
        "LOADING",
        "READONLY",
        "MASTERDOWN",
        "NOREPLICAS",
        "BUSY",
        "OOM",
        "MISCONF",
        "NOAUTH",
        "WRONGPASS",
        "NOPERM",
        "CLUSTERDOWN",
        "ERR max number of clients",
        // The server refuses a command of a transaction for a reason above, and says so only to that command. What the
        // program sends is fixed, so it is never a mistake in the command itself.
        "EXECABORT",
    ];

    /// <summary>How Redis up to version 6 wraps what it refuses to a script.</summary>
    private const string FailedScript = "ERR Error running script";

    public static bool IsOutage(Exception exception) =>
        exception switch
        {
            RedisConnectionException or TimeoutException or ObjectDisposedException => true,
            RedisServerException server => OutagePrefixes.Any(prefix => HasPrefix(server, prefix)),
            _ => false,
        };

    /// <summary>Whether the Redis user lacks the right to a command, key or channel.</summary>
    public static bool IsMissingRight(StoreUnavailableException outage) =>
        outage.InnerException is RedisServerException server && HasPrefix(server, "NOPERM");

    /// <summary>
    /// What is wrong and its remedy, where waiting does not help; <c>null</c> if Redis may still answer.
    /// </summary>
    public static string? FindRefusal(StoreUnavailableException outage, RedisUrl url)
    {
        for (Exception? e = outage; e is not null; e = e.InnerException)
        {
            if (e is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure })
                return e.InnerException is AuthenticationException
                    ? $"the certificate of Redis at {url} is not trusted. Name the file with its authority's "
                        + "certificate, or use the name it was made for."
                    : "Redis refuses the user or the password. Correct them in that variable, or in Redis.";
        }

        return null;
    }

    private static bool HasPrefix(RedisServerException exception, string prefix) =>
        exception.Message.StartsWith(prefix, StringComparison.Ordinal)
        || (
            exception.Message.StartsWith(FailedScript, StringComparison.Ordinal)
            && exception.Message.Contains($" -{prefix}", StringComparison.Ordinal)
        );
}
