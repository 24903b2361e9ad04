using Microsoft.Extensions.Logging;

namespace Attn.Aksis;

/// <summary>
/// Tells that sign-ins got no turn, once a minute with their number: whoever floods the portal's line must not flood
/// the log as well.
/// </summary>
internal sealed class BusyLog(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _writtenAt;
    private int _refused;

    public void Write()
    {
        int refused;
        lock (_lock)
        {
            _refused++;
            if (_writtenAt is { } writtenAt && time.GetElapsedTime(writtenAt) < Period)
                return;
            _writtenAt = time.GetTimestamp();
            (refused, _refused) = (_refused, 0);
        }

        logger.PortalBusy(refused);
    }
}
