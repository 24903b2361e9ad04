using System.Diagnostics;
#if DEBUG
using System.Globalization;
#endif

namespace Attn.Storage;

/// <summary>
/// Steps at which a test kills or stops the program. Debug builds only: <c>ATTN_FAULT_POINT=after-copy</c> sends
/// SIGKILL at that step, <c>ATTN_FAULT_POINT=after-copy:pause</c> SIGSTOP the first time it is reached.
/// </summary>
internal static class FaultPoint
{
#if DEBUG
    private const string Variable = "ATTN_FAULT_POINT";
    private static string? _awaited = Environment.GetEnvironmentVariable(Variable);
#endif

    [Conditional("DEBUG")]
    public static void Reach(string name)
    {
#if DEBUG
        if (_awaited == name)
            Signal("KILL");
        else if (_awaited == $"{name}:pause" && Interlocked.Exchange(ref _awaited, null) is not null)
            Signal("STOP");
#endif
    }

#if DEBUG
    private static void Signal(string name)
    {
        using var kill = Process.Start(
            "kill",
            [$"-{name}", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]
        );
        kill.WaitForExit();
    }
#endif
}
