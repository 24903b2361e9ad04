using NetVips;

namespace Attn.Bench.Faces;

/// <summary>A change of a picture.</summary>
/// <param name="Edit">The picture and a seed to the changed picture.</param>
/// <param name="Quality">Of the JPEG file, 1 to 100.</param>
internal sealed record PictureChange(string Name, Func<Image, int, Image> Edit, int Quality = 95)
{
    public byte[] Apply(byte[] picture, int seed)
    {
        using var photo = Image.NewFromBuffer(picture).CopyMemory();
        using var changed = Edit(photo, seed).Cast(Enums.BandFormat.Uchar);
        return changed.JpegsaveBuffer(q: Quality);
    }
}
