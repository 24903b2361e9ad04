namespace Attn.Api.Features.LiveView;

/// <summary>How many streams a LoginSession may have open in this process. A browser's forgotten tabs are few; a script's are not.</summary>
internal sealed class StreamLimit
{
    public const int Most = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, int> _open = [];

    /// <returns>The place, to be given back; <c>null</c> if all are taken.</returns>
    public IDisposable? TryTake(Guid loginId)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(loginId);
            if (open == Most)
                return null;
            _open[loginId] = open + 1;
        }

        return new Place(this, loginId);
    }

    private void GiveBack(Guid loginId)
    {
        lock (_lock)
        {
            if (--_open[loginId] == 0)
                _open.Remove(loginId);
        }
    }

    private sealed class Place(StreamLimit limit, Guid loginId) : IDisposable
    {
        private bool _isGivenBack;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isGivenBack, true))
                limit.GiveBack(loginId);
        }
    }
}
