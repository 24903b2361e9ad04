using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The owners of join tickets in the embedded database.</summary>
internal sealed class SqliteTicketStore(SqliteDatabase database, LiveStoreLimits limits, TimeProvider clock)
    : ITicketStore
{
    public Task<string> BindAsync(JoinTicket ticket, string studentNumber, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                var now = clock.GetUtcNow();
                if (FindOwner(connection, ticket, now) is { } owner)
                    return owner;
                connection.Execute(
                    """
                    INSERT OR REPLACE INTO live_tickets (session_id, ticket_id, student_number, expires_at)
                    VALUES ($session, $ticket, $student, $expires)
                    """,
                    ("$session", LiveRows.Key(ticket.SessionId)),
                    ("$ticket", LiveRows.Key(ticket.Id)),
                    ("$student", studentNumber),
                    ("$expires", (now + limits.Backstop).UtcTicks)
                );
                return studentNumber;
            },
            cancellationToken
        );

    public Task<string?> FindOwnerAsync(JoinTicket ticket, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindOwner(connection, ticket, clock.GetUtcNow()), cancellationToken);

    private static string? FindOwner(PreparingConnection connection, JoinTicket ticket, DateTimeOffset now) =>
        connection.First(
            """
            SELECT student_number FROM live_tickets
            WHERE session_id = $session AND ticket_id = $ticket AND expires_at > $now
            """,
            row => row.GetString(0),
            ("$session", LiveRows.Key(ticket.SessionId)),
            ("$ticket", LiveRows.Key(ticket.Id)),
            ("$now", now.UtcTicks)
        );
}
