namespace Attn.Faces.ModelConverter.Onnx;

/// <summary>An attribute of an operator, such as the strides of a convolution.</summary>
internal sealed class OnnxAttribute
{
    private const int TypeInteger = 2;
    private const int TypeText = 3;
    private const int TypeIntegers = 7;

    private readonly Action<ProtobufWriter> _value;
    private readonly string _name;

    private OnnxAttribute(string name, Action<ProtobufWriter> value) => (_name, _value) = (name, value);

    public static OnnxAttribute Integer(string name, int value) =>
        new(
            name,
            attribute =>
            {
                attribute.Integer(3, value);
                attribute.Integer(20, TypeInteger);
            }
        );

    public static OnnxAttribute Text(string name, string value) =>
        new(
            name,
            attribute =>
            {
                attribute.Text(4, value);
                attribute.Integer(20, TypeText);
            }
        );

    public static OnnxAttribute Integers(string name, params int[] values) =>
        new(
            name,
            attribute =>
            {
                foreach (var value in values)
                    attribute.Integer(8, value);
                attribute.Integer(20, TypeIntegers);
            }
        );

    public void Write(ProtobufWriter attribute)
    {
        attribute.Text(1, _name);
        _value(attribute);
    }
}
