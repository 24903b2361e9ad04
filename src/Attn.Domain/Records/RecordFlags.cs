using System.Diagnostics.CodeAnalysis;

namespace Attn.Domain;

/// <summary>A set of <see cref="RecordFlag"/>.</summary>
/// <param name="Bits">As stored. Bits of a newer version are kept and not shown.</param>
[SuppressMessage("Naming", "CA1711", Justification = "The contract calls it a flag.")]
public readonly record struct RecordFlags(int Bits)
{
    private static readonly RecordFlag[] Known = Enum.GetValues<RecordFlag>();

    public static RecordFlags Of(RecordFlag flag) => new(1 << (int)flag);

    public RecordFlags With(RecordFlag flag) => new(Bits | Of(flag).Bits);

    public RecordFlags With(RecordFlags others) => new(Bits | others.Bits);

    /// <param name="isEnrolled">On the class list; <c>null</c>: the course has none.</param>
    public RecordFlags WithEnrolment(bool? isEnrolled) => isEnrolled is false ? With(RecordFlag.NotEnrolled) : this;

    public bool Contains(RecordFlag flag) => (Bits & Of(flag).Bits) != 0;

    public IReadOnlyList<RecordFlag> ToList() => Bits == 0 ? [] : [.. Known.Where(Contains)];
}
