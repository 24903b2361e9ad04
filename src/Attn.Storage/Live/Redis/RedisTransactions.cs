using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

internal static class RedisTransactions
{
    /// <summary>Executes a transaction that has no condition.</summary>
    public static async Task ExecuteUnconditionallyAsync(this ITransaction transaction)
    {
        if (!await transaction.ExecuteAsync())
            throw new InvalidOperationException("A transaction without conditions was not executed.");
    }
}
