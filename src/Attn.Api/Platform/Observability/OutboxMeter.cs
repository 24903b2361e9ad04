using Attn.Storage.Live;
using Attn.Storage.Workers;

namespace Attn.Api.Platform.Observability;

/// <summary>Looks at the outbox before each export: a gauge is asked synchronously, and a store is not.</summary>
internal sealed class OutboxMeter(
    IFaceCheckOutbox outbox,
    AttnMetrics metrics,
    TimeProvider time,
    ILogger<OutboxMeter> logger
) : PeriodicWorker("outbox_meter", TimeSpan.FromSeconds(10), time, logger)
{
    public override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // A number of before the outage would look like one of now.
        metrics.OutboxMeasured(null);
        metrics.OutboxMeasured(await outbox.MeasureAsync(cancellationToken));
    }
}
