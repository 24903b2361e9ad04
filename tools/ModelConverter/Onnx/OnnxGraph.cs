using System.Buffers.Binary;

namespace Attn.Faces.ModelConverter.Onnx;

/// <summary>A network under construction: constants, operators in the order they run, inputs and outputs.</summary>
internal sealed class OnnxGraph(string name)
{
    /// <summary>The lowest ONNX operator set in which every operator used here has its present form.</summary>
    private const int OperatorSet = 13;

    private const int IrVersion = 8;
    private const int Float32 = 1;
    private const int Int64 = 7;

    private readonly List<Action<ProtobufWriter>> _nodes = [];
    private readonly List<Action<ProtobufWriter>> _constants = [];
    private readonly List<Action<ProtobufWriter>> _inputs = [];
    private readonly List<Action<ProtobufWriter>> _outputs = [];
    private int _names;

    public string Constant(Tensor tensor)
    {
        var bytes = new byte[4 * tensor.Values.Length];
        for (var i = 0; i < tensor.Values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), tensor.Values[i]);
        return Constant(tensor.Shape, Float32, bytes);
    }

    public string Constant(ReadOnlySpan<int> integers)
    {
        var bytes = new byte[8 * integers.Length];
        for (var i = 0; i < integers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), integers[i]);
        return Constant([integers.Length], Int64, bytes);
    }

    public string Add(string type, string[] inputs, params OnnxAttribute[] attributes) =>
        AddNamed($"t{_names++}", type, inputs, attributes);

    public string AddNamed(string output, string type, string[] inputs, params OnnxAttribute[] attributes)
    {
        _nodes.Add(node =>
        {
            foreach (var input in inputs)
                node.Text(1, input);
            node.Text(2, output);
            node.Text(3, $"{type}:{output}");
            node.Text(4, type);
            foreach (var attribute in attributes)
                node.Message(5, attribute.Write);
        });
        return output;
    }

    public void Input(string input, params int[] shape) => _inputs.Add(Value(input, shape));

    public void Output(string output, params int[] shape) => _outputs.Add(Value(output, shape));

    public byte[] ToArray()
    {
        var model = new ProtobufWriter();
        model.Integer(1, IrVersion);
        model.Text(2, "attn-model-converter");
        model.Message(7, WriteGraph);
        model.Message(
            8,
            set =>
            {
                set.Text(1, string.Empty);
                set.Integer(2, OperatorSet);
            }
        );
        return model.ToArray();
    }

    private void WriteGraph(ProtobufWriter graph)
    {
        WriteAll(graph, 1, _nodes);
        graph.Text(2, name);
        WriteAll(graph, 5, _constants);
        WriteAll(graph, 11, _inputs);
        WriteAll(graph, 12, _outputs);
    }

    private static void WriteAll(ProtobufWriter graph, int field, List<Action<ProtobufWriter>> messages)
    {
        foreach (var message in messages)
            graph.Message(field, message);
    }

    private string Constant(int[] shape, int type, byte[] bytes)
    {
        var constant = $"c{_names++}";
        _constants.Add(tensor =>
        {
            foreach (var size in shape)
                tensor.Integer(1, size);
            tensor.Integer(2, type);
            tensor.Text(8, constant);
            tensor.Bytes(9, bytes);
        });
        return constant;
    }

    private static Action<ProtobufWriter> Value(string value, int[] shape) =>
        info =>
        {
            info.Text(1, value);
            info.Message(
                2,
                kind =>
                    kind.Message(
                        1,
                        tensor =>
                        {
                            tensor.Integer(1, Float32);
                            tensor.Message(
                                2,
                                dimensions =>
                                {
                                    foreach (var size in shape)
                                        dimensions.Message(1, dimension => dimension.Integer(1, size));
                                }
                            );
                        }
                    )
            );
        };
}
