using System.Runtime.InteropServices;

namespace Attn.Faces.Native;

/// <summary>
/// Thread priorities on Linux, which ignores <see cref="Thread.Priority"/> and uses a nice value per thread.
/// </summary>
internal static partial class WorkerPriority
{
    private const int OfProcessOrThread = 0;
    private const int CallingThread = 0;
    private const int Nice = 10;

    /// <summary>Lowers the priority of the calling thread. A failure does no harm, so it is not reported.</summary>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfProcessOrThread, CallingThread, Nice);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
