using StackExchange.Redis;

namespace Attn.Storage.Redis;

internal static class RedisScan
{
    /// <summary>
    /// Lists all keys of a pattern that existed the whole time; others may be among them. It reads in batches, so that
    /// nothing else waits for it. Never call it while serving a request.
    /// </summary>
    public static Task<HashSet<string>> ScanAsync(
        this RedisConnection redis,
        string pattern,
        CancellationToken cancellationToken
    ) =>
        redis.RunAsync(
            async database =>
            {
                // A key may come twice while the server rearranges its table.
                var keys = new HashSet<string>(StringComparer.Ordinal);
                var cursor = "0";
                do
                {
                    var part = (RedisResult[])
                        (await database.ExecuteAsync("SCAN", cursor, "MATCH", pattern, "COUNT", "1000"))!;
                    cursor = (string)part[0]!;
                    keys.UnionWith((string[])part[1]!);
                } while (cursor != "0");
                return keys;
            },
            cancellationToken
        );
}
