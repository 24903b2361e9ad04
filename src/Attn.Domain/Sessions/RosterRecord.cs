namespace Attn.Domain;

/// <summary>A record as a roster shows it: under the student's best name.</summary>
/// <param name="IsEnrolled">Whether the student is on the class list; <c>null</c>: the course has none.</param>
public sealed record RosterRecord(AttendanceRecord Record, bool? IsEnrolled)
{
    /// <summary>The student's number as the class list writes it.</summary>
    public string ShownNumber { get; init; } = Record.StudentNumber;

    /// <summary>Those of the record, and <see cref="RecordFlag.NotEnrolled"/> where it applies.</summary>
    public RecordFlags Flags => Record.Flags.WithEnrolment(IsEnrolled);
}
