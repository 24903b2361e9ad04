using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Attn.Faces.Native;

/// <summary>
/// Starts ONNX Runtime with its telemetry off. The official builds send usage events to their maker by default and
/// keep a device id in the home directory; a service that looks at faces sends nothing to anybody. The API call alone
/// is too late, since a first event is written before it; the variable is read when the library starts.
/// </summary>
internal static partial class OnnxRuntimeSetup
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<OrtEnv> Environment = new(Start);

    /// <summary>Must come before anything else of ONNX Runtime.</summary>
    /// <exception cref="DllNotFoundException">There is no native library for this machine.</exception>
    public static void Ensure() => _ = Environment.Value;

    private static OrtEnv Start()
    {
        // Not Environment.SetEnvironmentVariable: on Unix .NET keeps its own copy, which native code does not see.
        if (!OperatingSystem.IsWindows() && SetEnvironmentVariable(Switch, "1", overwrite: 1) != 0)
            throw new InvalidOperationException(
                $"{Switch} could not be set; it keeps ONNX Runtime from sending usage data."
            );

        var environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
