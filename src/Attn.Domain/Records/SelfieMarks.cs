namespace Attn.Domain;

/// <summary>The marks of the selfies that a student sent in one class session, as one text in the record.</summary>
public static class SelfieMarks
{
    /// <summary>More than anybody sends by accident; the oldest goes.</summary>
    private const int MaxMarks = 32;

    private const char Separator = ' ';

    public static string Add(string? marks, SelfieMark mark)
    {
        var texts = marks?.Split(Separator) ?? [];
        return texts.Contains(mark.Text, StringComparer.Ordinal)
            ? marks!
            : string.Join(Separator, texts.Append(mark.Text).TakeLast(MaxMarks));
    }

    public static IReadOnlyList<SelfieMark> Read(string? marks) =>
        marks is null ? [] : [.. marks.Split(Separator).Select(SelfieMark.Read)];

    /// <summary>Whether one of the known pictures is this one.</summary>
    /// <param name="selfie">One picture's marks, under each secret that is in use.</param>
    public static bool Contain(IEnumerable<SelfieMark> known, IReadOnlyList<SelfieMark> selfie) =>
        known.Any(mark => selfie.Any(mark.IsSamePicture));
}
