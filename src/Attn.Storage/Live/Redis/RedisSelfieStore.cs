using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>The marks of lately sent selfies: a sorted set for each student, by when each is forgotten.</summary>
internal sealed class RedisSelfieStore(RedisConnection redis, LiveStoreLimits limits, TimeProvider clock) : ISelfieStore
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
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var stored = await redis.RunAsync(
                database => database.SortedSetRangeByRankWithScoresAsync(key),
                cancellationToken
            );
            var claims = stored.Where(entry => entry.Score > now).Select(entry => entry.Element.ToString()).ToList();
            var elsewhere = claims
                .Where(other => !other.StartsWith(session, StringComparison.Ordinal))
                .Select(other => SelfieMark.Read(other[session.Length..]));
            if (SelfieMarks.Contain(elsewhere, selfie))
                return false;
            if (claims.Contains(claim) || await WriteAsync(key, stored, claim, now, cancellationToken))
                return true;
        }

        throw CompareAndSet.TooManyRounds();
    }

    private async Task<bool> WriteAsync(
        RedisKey key,
        SortedSetEntry[] seen,
        string claim,
        long now,
        CancellationToken cancellationToken
    ) =>
        (int)
            await redis.RunAsync(
                ClaimScript,
                [key],
                [
                    string.Join(' ', seen.Select(entry => entry.Element.ToString())),
                    claim,
                    now + (long)limits.Backstop.TotalMilliseconds,
                    now,
                ],
                cancellationToken
            ) == 1;
}
