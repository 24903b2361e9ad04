namespace Attn.Testing;

/// <summary>
/// Waits for something that happens in its own time: looks again and again, and gives up after a bound.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <param name="atMost">Default 20 s: generous, because a slow machine is not a fault. What must be fast is a
    /// benchmark's business.</param>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null)
    {
        var time = TimeProvider.System;
        var begin = time.GetTimestamp();
        while (!await condition())
        {
            if (time.GetElapsedTime(begin) > (atMost ?? TimeSpan.FromSeconds(20)))
                throw new TimeoutException($"Waited in vain until {what}.");
            await Task.Delay(Pause);
        }
    }
}
