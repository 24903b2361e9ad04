namespace Attn.Aksis.Tests;

/// <summary>Waits for what other threads do. The timeout only ends a test that would hang.</summary>
internal static class Wait
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>A task that never completes.</summary>
    public static Task Forever() => new TaskCompletionSource().Task;

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (!condition())
            await Task.Delay(5, timeout.Token);
    }

    /// <summary>Advances the clock and waits for the task that this ends.</summary>
    public static async Task AdvanceAsync(PortalUnderTest test, TimeSpan time, Task ending)
    {
        test.Time.Advance(time);
        await ending.WaitAsync(Timeout);
    }
}
