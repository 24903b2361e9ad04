using Attn.Faces.Native;
using Microsoft.ML.OnnxRuntime;

namespace Attn.Faces.Engine;

/// <summary>One network: numbers in, numbers out. May be used by several threads at once.</summary>
internal sealed class Network : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly long[] _shape;

    public Network(string file, params string[] outputs)
    {
        OnnxRuntimeSetup.Ensure();
        // The workers are the parallelism: more threads inside one face would only take turns with the other faces.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new(file, options);
        _outputs = outputs;
        var (name, input) = _session.InputMetadata.Single();
        _inputs = [name];
        _shape = Array.ConvertAll(input.Dimensions, size => (long)size);
        InputLength = (int)_shape.Aggregate(1L, (product, size) => product * size);
    }

    /// <summary>How many numbers one run takes.</summary>
    public int InputLength { get; }

    /// <param name="input">Exactly <see cref="InputLength"/> numbers.</param>
    /// <param name="read">Takes what it needs from the outputs, in the order they were asked for; they are gone afterwards.</param>
    public T Run<T>(Memory<float> input, Func<IReadOnlyList<OrtValue>, T> read)
    {
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, _shape);
        using var outputs = _session.Run(_runOptions, _inputs, [value], _outputs);
        return read(outputs);
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
