using Attn.Faces.Native;
using Microsoft.ML.OnnxRuntime;

namespace Attn.Faces.Engine;

/// <summary>One neural network. Thread-safe.</summary>
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
        // The workers already use all cores; more threads per face would only compete with them.
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

    /// <summary>The count of input numbers of one run.</summary>
    public int InputLength { get; }

    /// <param name="input">Exactly <see cref="InputLength"/> numbers.</param>
    /// <param name="read">Reads the outputs, in the order requested; they are disposed afterwards.</param>
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
