using NetVips;

namespace Attn.Faces.Native;

/// <summary>
/// Starts libvips as a server needs it: nothing remembered between pictures, one thread a picture (the workers are
/// the parallelism), and of its forty file formats only the two that are accepted.
/// </summary>
internal static class VipsSetup
{
    private const int OldestUsable = 8;

    private static readonly Lazy<bool> Started = new(Start);

    /// <exception cref="DllNotFoundException">There is no native library for this machine.</exception>
    public static void Ensure() => _ = Started.Value;

    // A damaged picture can make libvips warn a thousand times, and anybody may send one; what is wrong with a picture
    // is said in the verdict. The field keeps the handler alive, which native code calls.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    private static bool Start()
    {
        if (!ModuleInitializer.VipsInitialized)
            throw new DllNotFoundException("libvips could not be loaded.", ModuleInitializer.Exception);
        if (NetVips.NetVips.Version(0) < OldestUsable)
            throw new DllNotFoundException("libvips is too old.");

        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        Operation.Block("VipsForeignLoadJpeg", false);
        Operation.Block("VipsForeignLoadPng", false);
        return true;
    }
}
