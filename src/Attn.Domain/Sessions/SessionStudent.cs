namespace Attn.Domain;

/// <summary>One student of a class session: expected, recorded, or both.</summary>
/// <param name="IsExpected">On the class list; without a class list, every student is expected.</param>
/// <param name="State">What the record says; <c>null</c>: there is no record.</param>
public sealed record SessionStudent(string Number, string Name, bool IsExpected, RecordState? State)
{
    /// <summary>How many face checks of the student failed.</summary>
    public int RefusedComparisons { get; init; }

    public RecordFlags Flags { get; init; }

    public AttendanceStatus StatusIn(ClassSession session) => AttendanceStatuses.Of(session, State);
}
