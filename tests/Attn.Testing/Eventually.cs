namespace Attn.Testing;

/// <summary>
/// Polls until a condition holds, and fails after a time-out.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <param name="atMost">Default two minutes: generous, because a slow machine is not a fault. Benchmarks
    /// measure speed.</param>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null)
    {
        var time = TimeProvider.System;
        var begin = time.GetTimestamp();
        while (!await condition())
        {
            if (time.GetElapsedTime(begin) > (atMost ?? TimeSpan.FromMinutes(2)))
                throw new TimeoutException($"Waited in vain until {what}.");
            await Task.Delay(Pause);
        }
    }
}
