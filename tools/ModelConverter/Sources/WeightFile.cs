using System.Buffers.Binary;
using System.Text.Json;

namespace Attn.Faces.ModelConverter.Sources;

/// <summary>
/// Reads the weights of a TensorFlow.js model: a manifest (name, shape, type of number) and files with the numbers in
/// the same order. Quantized weights are stored as bytes with a scale and an offset, or as half-precision numbers.
/// </summary>
internal sealed class WeightFile
{
    private readonly byte[] _bytes;
    private int _position;

    private WeightFile(byte[] bytes) => _bytes = bytes;

    public static Dictionary<string, Tensor> Read(JsonElement manifest, string folder)
    {
        var weights = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var group in manifest.EnumerateArray())
        {
            var paths = group
                .GetProperty("paths")
                .EnumerateArray()
                .Select(path => Path.Combine(folder, path.GetString()!));
            var file = new WeightFile([.. paths.SelectMany(File.ReadAllBytes)]);
            foreach (var entry in group.GetProperty("weights").EnumerateArray())
                weights.Add(entry.GetProperty("name").GetString()!, file.ReadTensor(entry));
            if (file._position != file._bytes.Length)
                throw new InvalidDataException(
                    $"The weights in {folder} have {file._bytes.Length} bytes; the manifest describes {file._position}."
                );
        }
        return weights;
    }

    private Tensor ReadTensor(JsonElement entry)
    {
        var shape = entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        var readNumber = NumberReader(entry);
        for (var i = 0; i < values.Length; i++)
            values[i] = readNumber();
        return new(shape, values);
    }

    private Func<float> NumberReader(JsonElement entry)
    {
        var type = entry.GetProperty("dtype").GetString();
        if (!entry.TryGetProperty("quantization", out var quantization))
        {
            return type switch
            {
                "float32" => () => BinaryPrimitives.ReadSingleLittleEndian(Next(4)),
                "int32" => () => BinaryPrimitives.ReadInt32LittleEndian(Next(4)),
                _ => throw new NotSupportedException($"Weights of type {type} are not supported."),
            };
        }

        var stored = quantization.GetProperty("dtype").GetString();
        if (stored == "float16")
            return () => (float)BinaryPrimitives.ReadHalfLittleEndian(Next(2));
        if (stored != "uint8")
            throw new NotSupportedException($"Weights stored as {stored} are not supported.");

        var scale = quantization.GetProperty("scale").GetDouble();
        var min = quantization.GetProperty("min").GetDouble();
        return () => (float)((Next(1)[0] * scale) + min);
    }

    private ReadOnlySpan<byte> Next(int count)
    {
        var next = _bytes.AsSpan(_position, count);
        _position += count;
        return next;
    }
}
