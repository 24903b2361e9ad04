using Microsoft.Extensions.Time.Testing;

namespace Attn.FaceVerifier.Tests;

/// <summary>A clock that jumps to the end of every wait, so that ten minutes of retries take no time.</summary>
internal sealed class AutoAdvancingTime : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        ThreadPool.QueueUserWorkItem(_ => Advance(dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero));
        return timer;
    }
}
