using Attn.Faces.ModelConverter.Sources;

namespace Attn.Faces.ModelConverter;

/// <summary>The three networks: their places in the packages and their file names beside the program.</summary>
internal static class Networks
{
    public static IReadOnlyDictionary<string, Func<string, byte[]>> ByFileName { get; } =
        new SortedDictionary<string, Func<string, byte[]>>(StringComparer.Ordinal)
        {
            ["blazeface.onnx"] = Detector,
            ["facemesh.onnx"] = Landmarks,
            ["descriptor.onnx"] = Descriptor,
        };

    private static byte[] Detector(string packages) =>
        GraphConverter.Convert(
            TensorFlowGraph.Load(Path.Combine(packages, "@vladmandic", "human", "models", "blazeface.json")),
            "blazeface",
            [1, 256, 256, 3],
            [
                ("scores_1", "classificators_1", [1, 512, 1]),
                ("boxes_1", "regressors_1", [1, 512, 16]),
                ("scores_2", "classificators_2", [1, 384, 1]),
                ("boxes_2", "regressors_2", [1, 384, 16]),
            ]
        );

    // The network has a third output, finer contours of eyes and lips, which nothing uses.
    private static byte[] Landmarks(string packages) =>
        GraphConverter.Convert(
            TensorFlowGraph.Load(Path.Combine(packages, "@vladmandic", "human", "models", "facemesh.json")),
            "facemesh",
            [1, 192, 192, 3],
            [("mesh", "output_mesh/Reshape", [1, 1404]), ("flag", "output_faceflag/Reshape", [1, 1])]
        );

    private static byte[] Descriptor(string packages) =>
        DescriptorConverter.Convert(
            Path.Combine(packages, "@vladmandic", "face-api", "model", "face_recognition_model-weights_manifest.json")
        );
}
