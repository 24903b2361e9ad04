using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Attn.Faces.Native;

/// <summary>
/// Starts ONNX Runtime with telemetry off. The official builds send usage events to their vendor by default and keep a
/// device id in the home directory; a service that processes faces must not. The API call alone comes after a first
/// event, so the variable, which is read when the library starts, is set as well.
/// </summary>
internal static partial class OnnxRuntimeSetup
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<OrtEnv> Environment = new(Start);

    /// <summary>Must come before anything else of ONNX Runtime.</summary>
    /// <exception cref="DllNotFoundException">No native library exists for this machine.</exception>
    public static void Ensure() => _ = Environment.Value;

    private static OrtEnv Start()
    {
        // On Unix, Environment.SetEnvironmentVariable changes a copy that native code does not see.
        if (!OperatingSystem.IsWindows() && SetEnvironmentVariable(Switch, "1", overwrite: 1) != 0)
            throw new InvalidOperationException(
                $"{Switch} could not be set; without it ONNX Runtime would send usage data."
            );

        var environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
