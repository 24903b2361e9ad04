using System.Globalization;
using Attn.Domain;
using Attn.Storage.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>The owners of a class session's tickets, in one hash that is removed with the class session.</summary>
internal sealed class RedisTicketStore(RedisConnection redis, LiveStoreLimits limits) : ITicketStore
{
    private static readonly RedisScript BindScript = RedisScript.Load<RedisTicketStore>("bind-ticket");

    public async Task<string> BindAsync(JoinTicket ticket, string studentNumber, CancellationToken cancellationToken) =>
        (string)
            (
                await redis.RunAsync(
                    BindScript,
                    [RedisKeys.Tickets(ticket.SessionId)],
                    [Field(ticket), studentNumber, (long)limits.Backstop.TotalMilliseconds],
                    cancellationToken
                )
            )!;

    public async Task<string?> FindOwnerAsync(JoinTicket ticket, CancellationToken cancellationToken) =>
        await redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Tickets(ticket.SessionId), Field(ticket)),
            cancellationToken
        );

    private static string Field(JoinTicket ticket) => ticket.Id.ToString("N", CultureInfo.InvariantCulture);
}
