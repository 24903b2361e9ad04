using System.Threading.RateLimiting;
using Attn.Storage.Limits;

namespace Attn.Api.Platform.Limits;

/// <summary>
/// Lets ASP.NET Core's rate limiting middleware count where all replicas count. It holds no state of its own.
/// </summary>
internal sealed class SharedRateLimiter(IRateCounter counter, string key, int limit, TimeSpan window) : RateLimiter
{
    public override TimeSpan? IdleDuration => TimeSpan.MaxValue;

    public override RateLimiterStatistics? GetStatistics() => null;

    // The middleware tries this first, then awaits the method below.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(false, TimeSpan.Zero);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        int permitCount,
        CancellationToken cancellationToken
    )
    {
        var decision = await counter.TakeAsync(key, limit, window, cancellationToken);
        return new Lease(decision.IsAllowed, decision.RetryAfter);
    }

    private sealed class Lease(bool isAcquired, TimeSpan retryAfter) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => isAcquired ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = !isAcquired && metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
