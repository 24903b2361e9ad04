namespace Attn.Api.Features.LiveView;

/// <summary>
/// Bounds the streams that a LoginSession has open in this process: enough for forgotten tabs, too few for a script.
/// </summary>
internal sealed class StreamLimit
{
    private const int MaxStreams = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _open = [];

    /// <returns>A permit to dispose of when the stream ends; <c>null</c>: all are in use.</returns>
    public IDisposable? TryAcquire(Guid loginId)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(loginId);
            if (open == MaxStreams)
                return null;
            _open[loginId] = open + 1;
        }

        return new Permit(this, loginId);
    }

    private void Release(Guid loginId)
    {
        lock (_lock)
        {
            if (--_open[loginId] == 0)
                _open.Remove(loginId);
        }
    }

    private sealed class Permit(StreamLimit limit, Guid loginId) : IDisposable
    {
        private bool _isReleased;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isReleased, true))
                limit.Release(loginId);
        }
    }
}
