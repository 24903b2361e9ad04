using System.Net.Sockets;
using Npgsql;

namespace Attn.Storage.Postgres;

/// <summary>Tells faults of the server and the network from mistakes of this program.</summary>
internal static class PostgresFaults
{
    /// <summary>
    /// The server ended an idle transaction; see <see cref="PostgresConnections.IdleTransactionTimeout"/>.
    /// Npgsql has no name for it.
    /// </summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>
    /// The fault, however deep EF Core wrapped it; <c>null</c>: a mistake of this program, or a cancellation.
    /// </summary>
    public static PostgresFault? Of(Exception exception)
    {
        if (exception is StoreUnavailableException or OperationCanceledException)
            return null;
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (OfThis(inner) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>What the server refuses whatever the time, or <c>null</c>.</summary>
    public static string? DescribeRefusal(PostgresException exception) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "this user or password",
            PostgresErrorCodes.InvalidCatalogName => "this database: it does not exist",
            PostgresErrorCodes.InsufficientPrivilege => "this user the right to create tables",
            _ => null,
        };

    private static PostgresFault? OfThis(Exception exception) =>
        exception switch
        {
            PostgresException { SqlState: var state } => OfState(state),
            NpgsqlException { InnerException: TimeoutException } => PostgresFault.Timeout,
            NpgsqlException { InnerException: IOException or SocketException } => PostgresFault.Connection,
            SocketException => PostgresFault.Connection,
            _ => null,
        };

    private static PostgresFault? OfState(string state) =>
        state switch
        {
            PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable => PostgresFault.Conflict,
            PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow => PostgresFault.Connection,
            // This program slept in the middle of a transaction; the server has rolled it back.
            IdleInTransaction => PostgresFault.Connection,
            // A standby that has not taken over yet.
            PostgresErrorCodes.ReadOnlySqlTransaction => PostgresFault.Connection,
            // 08: connection exceptions. 53: no connections, memory or disk left.
            _ when state.StartsWith("08", StringComparison.Ordinal)
                    || state.StartsWith("53", StringComparison.Ordinal) => PostgresFault.Connection,
            _ => null,
        };
}
