using System.Numerics;

namespace Attn.Domain;

/// <summary>
/// What is kept of a selfie: two keyed hashes, never the picture. Marks of different students, or under different
/// secrets, have nothing in common. See docs/decisions/0166.
/// </summary>
/// <param name="Exact">Of the bytes.</param>
/// <param name="Coarse">
/// Of what the picture shows: 256 bits, of which the same picture stored again changes a few. <c>null</c>: the picture
/// could not be decoded.
/// </param>
public sealed record SelfieMark(string Exact, string? Coarse)
{
    /// <summary>
    /// At most so many bits differ between a picture and the same one stored again. Measured on a public set: stored
    /// again 10 at most, other photos of the person 66 at least. See docs/faces.md.
    /// </summary>
    public const int MaxDistance = 24;

    private const char Separator = '.';

    /// <summary>As it is stored.</summary>
    public string Text => Coarse is null ? Exact : $"{Exact}{Separator}{Coarse}";

    public static SelfieMark Read(string text) =>
        text.Split(Separator) is [var exact, var coarse] ? new(exact, coarse) : new(text, null);

    public bool IsSamePicture(SelfieMark other) =>
        Exact == other.Exact || (Coarse is not null && other.Coarse is not null && Distance(other) <= MaxDistance);

    private int Distance(SelfieMark other) =>
        Convert
            .FromHexString(Coarse!)
            .Zip(Convert.FromHexString(other.Coarse!), (mine, theirs) => BitOperations.PopCount((uint)(mine ^ theirs)))
            .Sum();
}
