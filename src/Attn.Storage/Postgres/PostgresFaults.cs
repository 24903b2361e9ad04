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
    /// Beginnings of SQLSTATEs: connection exceptions; user or password refused; no connections, memory or disk left;
    /// stopped by an administrator; errors of the system (files, disk); damaged data. The start says of a refused
    /// user what must be corrected: <see cref="DescribeRefusal"/>.
    /// </summary>
    private static readonly string[] OutageClasses = ["08", "28", "53", "57P", "58", "XX001", "XX002"];

    /// <summary>
    /// The fault, however deep EF Core wrapped it; <c>null</c>: a mistake of this program, or a cancellation.
    /// </summary>
    public static PostgresFault? Of(Exception exception)
    {
        if (exception is StoreUnavailableException or StartRefusedException or OperationCanceledException)
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
            // This program slept in the middle of a transaction; the server has rolled it back.
            IdleInTransaction => PostgresFault.Connection,
            // A standby that has not taken over yet, or a database that was closed to writes because its disk is full.
            PostgresErrorCodes.ReadOnlySqlTransaction => PostgresFault.Connection,
            // statement_timeout, which an administrator may have set.
            PostgresErrorCodes.QueryCanceled => PostgresFault.Timeout,
            _ => OutageClasses.Any(prefix => state.StartsWith(prefix, StringComparison.Ordinal))
                ? PostgresFault.Connection
                : null,
        };
}
