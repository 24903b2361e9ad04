namespace Attn.Faces.ModelConverter;

/// <summary>A constant of a network: row-major values and their shape.</summary>
internal sealed record Tensor(int[] Shape, float[] Values)
{
    public static Tensor Vector(params float[] values) => new([values.Length], values);

    public Tensor Reshaped(params int[] shape) => new(shape, Values);

    /// <summary>Axis i of the result is axis <c>order[i]</c> of this tensor.</summary>
    public Tensor Transposed(params int[] order)
    {
        var shape = Array.ConvertAll(order, axis => Shape[axis]);
        var steps = Array.ConvertAll(order, StepOf);
        var values = new float[Values.Length];
        var index = new int[shape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var from = 0;
            for (var axis = 0; axis < shape.Length; axis++)
                from += index[axis] * steps[axis];
            values[i] = Values[from];
            Advance(index, shape);
        }
        return new(shape, values);
    }

    private int StepOf(int axis) => Shape[(axis + 1)..].Aggregate(1, (product, size) => product * size);

    private static void Advance(int[] index, int[] shape)
    {
        for (var axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            index[axis] = 0;
    }
}
