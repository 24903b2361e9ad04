using Attn.Faces.Native;

namespace Attn.Faces;

/// <summary>Whether this machine can compare faces, and if not, the remedy.</summary>
public sealed record FaceEngineAvailability(bool IsAvailable, string Detail)
{
    internal static readonly string[] ModelFiles = ["blazeface.onnx", "facemesh.onnx", "descriptor.onnx"];

    internal static string DefaultModelFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Checks that the networks exist and loads the native libraries. Cheap and thread-safe.</summary>
    public static FaceEngineAvailability Check() => Check(DefaultModelFolder);

    internal static FaceEngineAvailability Check(string modelFolder)
    {
        var missing = ModelFiles.Where(file => !File.Exists(Path.Combine(modelFolder, file))).ToList();
        if (missing.Count > 0)
            return new(
                false,
                $"The face networks are missing ({string.Join(", ", missing)}): Node.js was not installed when the "
                    + "program was built. Install Node.js and build again."
            );

        try
        {
            VipsSetup.Ensure();
            OnnxRuntimeSetup.Ensure();
            return new(true, "Faces can be compared.");
        }
        catch (Exception exception) when (IsNativePartMissing(exception))
        {
            return new(
                false,
                "A native library for faces cannot be loaded on this machine (Linux x64 and arm64 with glibc are "
                    + $"supported): {exception.Message}"
            );
        }
    }

    private static bool IsNativePartMissing(Exception exception) =>
        exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
        || (
            exception is TypeInitializationException
            && exception.InnerException is { } inner
            && IsNativePartMissing(inner)
        );
}
