using Attn.Storage.Live;
using Attn.Storage.Workers;

namespace Attn.Api.Platform.Observability;

/// <summary>Measures the outbox beforehand, because a gauge is read synchronously and a store is not.</summary>
internal sealed class OutboxMeter(
    IFaceCheckOutbox outbox,
    AttnMetrics metrics,
    TimeProvider time,
    ILogger<OutboxMeter> logger
) : PeriodicWorker("outbox_meter", TimeSpan.FromSeconds(10), time, logger)
{
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // During an outage the last figure would look like a current one.
        metrics.OutboxMeasured(null);
        metrics.OutboxMeasured(await outbox.MeasureAsync(cancellationToken));
    }
}
