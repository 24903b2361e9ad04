using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// The marks of lately sent selfies: a list for each student, which only grows until it expires. So its length says
/// whether it is still what was compared.
/// </summary>
internal sealed class RedisSelfieStore(RedisConnection redis, LiveStoreLimits limits) : ISelfieStore
{
    private static readonly RedisScript ClaimScript = RedisScript.Load<RedisSelfieStore>("claim-selfie");

    public async Task<bool> ClaimAsync(
        string studentNumber,
        Guid sessionId,
        IReadOnlyList<SelfieMark> selfie,
        CancellationToken cancellationToken
    )
    {
        var key = RedisKeys.Selfies(studentNumber);
        var session = $"{RedisFormat.Write(sessionId)}|";
        var claim = session + selfie[0].Text;
        for (var round = 0; round < CompareAndSet.MaxRounds; round++)
        {
            var stored = await redis.RunAsync(database => database.ListRangeAsync(key), cancellationToken);
            var claims = stored.Select(value => value.ToString()).ToList();
            var elsewhere = claims
                .Where(other => !other.StartsWith(session, StringComparison.Ordinal))
                .Select(other => SelfieMark.Read(other[session.Length..]));
            if (SelfieMarks.Contain(elsewhere, selfie))
                return false;
            if (await WriteAsync(key, claims.Count, claims.Contains(claim) ? "" : claim, cancellationToken))
                return true;
        }

        throw CompareAndSet.TooManyRounds();
    }

    private async Task<bool> WriteAsync(RedisKey key, int seen, string claim, CancellationToken cancellationToken) =>
        (int)
            await redis.RunAsync(
                ClaimScript,
                [key],
                [seen, claim, (long)limits.Backstop.TotalMilliseconds],
                cancellationToken
            ) == 1;
}
