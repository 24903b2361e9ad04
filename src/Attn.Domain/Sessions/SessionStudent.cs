namespace Attn.Domain;

/// <summary>One student of a class session: expected, recorded, or both.</summary>
/// <param name="IsEnrolled">On the class list; <c>null</c>: the course has none.</param>
/// <param name="State">What the record says; <c>null</c>: there is no record.</param>
public sealed record SessionStudent(string Number, string Name, bool? IsEnrolled, RecordState? State)
{
    /// <summary>The number as the class list writes it.</summary>
    public string ShownNumber { get; init; } = Number;

    /// <summary>Enrolled on the session's day; without a class list, every student is expected.</summary>
    public bool IsExpected { get; private init; } = true;

    /// <summary>On the class list, but not enrolled on the session's day.</summary>
    public bool IsOnOtherDays => IsEnrolled is true && !IsExpected;

    /// <summary>How many face checks of the student failed.</summary>
    public int RefusedComparisons { get; init; }

    /// <summary>Those of the record, and <see cref="RecordFlag.NotEnrolled"/> where it applies.</summary>
    public RecordFlags Flags { get; init; }

    public AttendanceStatus StatusIn(ClassSession session) => AttendanceStatuses.Of(session, State);

    /// <summary>What <paramref name="record"/> says about a student of this number and name.</summary>
    /// <param name="isOnOtherDays">Enrolled, but not on the session's day.</param>
    public static SessionStudent Of(
        string number,
        string name,
        bool? isEnrolled,
        AttendanceRecord? record,
        bool isOnOtherDays = false
    ) =>
        new(number, name, isEnrolled, record?.State)
        {
            IsExpected = isEnrolled is not false && !isOnOtherDays,
            RefusedComparisons = record?.RefusedComparisons ?? 0,
            Flags = (record?.Flags ?? default).WithEnrolment(isEnrolled),
        };
}
