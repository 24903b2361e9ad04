using System.Text.Json;
using Attn.Faces.Engine;

namespace Attn.Faces.Tests;

/// <summary>
/// Compares the converted networks with the original ones, whose outputs for the same pixels were computed once with
/// TensorFlow.js 4.22 on its plain JavaScript backend (BlazeFace, FaceMesh) and with face-api 1.7.15 on top of it
/// (descriptor). The reference holds every n-th value, and the largest of each output; differences are relative to it.
/// </summary>
public sealed class NetworkParityTests
{
    private const double Tolerance = 1e-3;

    private static readonly JsonElement Reference = ReadReference();

    [Fact]
    public void The_detector_returns_the_values_of_the_original()
    {
        var pixels = Array.ConvertAll(SyntheticPixels.Make(256 * 256 * 3), pixel => (pixel / 127.5f) - 1);
        Compare("blazeface", pixels, "scores_1", "boxes_1", "scores_2", "boxes_2");
    }

    [Fact]
    public void The_landmark_network_returns_the_values_of_the_original()
    {
        var pixels = Array.ConvertAll(SyntheticPixels.Make(192 * 192 * 3), pixel => pixel / 255);
        Compare("facemesh", pixels, "mesh");
    }

    [Fact]
    public void The_flag_of_the_landmark_network_equals_the_original_before_the_sigmoid()
    {
        // The flag of these pixels is close to 0, where the sigmoid loses precision, so the logits are compared.
        var pixels = Array.ConvertAll(SyntheticPixels.Make(192 * 192 * 3), pixel => pixel / 255);
        var flag = Answer("facemesh", pixels, "flag")[0][0];
        var expected = Reference.GetProperty("facemesh.flag").GetProperty("values")[0].GetDouble();
        Assert.Equal(1, Logit(flag) / Logit(expected), Tolerance);
    }

    [Fact]
    public void The_descriptor_returns_the_values_of_the_original()
    {
        var interleaved = SyntheticPixels.Make(150 * 150 * 3);
        var planes = new float[interleaved.Length];
        for (var i = 0; i < interleaved.Length; i++)
            planes[(i % 3 * 150 * 150) + (i / 3)] = interleaved[i];
        Compare("descriptor", planes, "descriptor");
    }

    private static void Compare(string name, float[] pixels, params string[] outputs)
    {
        foreach (var (output, answer) in outputs.Zip(Answer(name, pixels, outputs)))
            CompareOutput(Reference.GetProperty($"{name}.{output}"), answer, output);
    }

    private static float[][] Answer(string name, float[] pixels, params string[] outputs)
    {
        using var network = new Network(
            Path.Combine(FaceEngineAvailability.DefaultModelFolder, name + ".onnx"),
            outputs
        );
        return network.Run(
            pixels,
            values => values.Select(value => value.GetTensorDataAsSpan<float>().ToArray()).ToArray()
        );
    }

    private static double Logit(double probability) => Math.Log(probability / (1 - probability));

    private static void CompareOutput(JsonElement reference, float[] answer, string output)
    {
        var (step, largest) = (reference.GetProperty("step").GetInt32(), reference.GetProperty("max").GetDouble());
        var expected = reference.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - answer[i * step]) <= Tolerance * largest,
                $"{output}[{i * step}]: {answer[i * step]} instead of {expected[i]}"
            );
    }

    private static JsonElement ReadReference()
    {
        using var stream = typeof(NetworkParityTests).Assembly.GetManifestResourceStream("networks.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.Clone();
    }
}
