using NetVips;

namespace Attn.Faces.Native;

/// <summary>
/// Starts libvips for a server: no cache, one thread per picture (the workers already use all cores), and only the two
/// accepted ones of its forty file formats.
/// </summary>
internal static class VipsSetup
{
    private const int MinMajorVersion = 8;

    private static readonly Lazy<bool> Started = new(Start);

    /// <exception cref="DllNotFoundException">No native library exists for this machine.</exception>
    public static void Ensure() => _ = Started.Value;

    // A damaged picture, which anybody may send, can cause a thousand warnings; the verdict reports its fault instead.
    // The field keeps the handler alive for native code.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    private static bool Start()
    {
        if (!ModuleInitializer.VipsInitialized)
            throw new DllNotFoundException("libvips could not be loaded.", ModuleInitializer.Exception);
        if (NetVips.NetVips.Version(0) < MinMajorVersion)
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
