using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

public sealed record SessionStudentResponse
{
    public required string UserSchoolNumber { get; init; }

    public required string UserFullName { get; init; }

    public required AttendanceStatus Status { get; init; }

    public required DateTimeOffset? AttendanceTime { get; init; }

    public required string? FailReason { get; init; }

    public required string? Note { get; init; }

    public required DecidedBy? DecidedBy { get; init; }

    public required int RefusedFaceChecks { get; init; }

    public required IReadOnlyList<RecordFlag> Flags { get; init; }

    [Description("Whether the student is on the class list; null: the course has none.")]
    public required bool? Enrolled { get; init; }

    [Description("False: not on the class list, or enrolled on other days than the session's.")]
    public required bool Expected { get; init; }

    internal static SessionStudentResponse Of(ClassSession session, SessionStudent student) =>
        new()
        {
            UserSchoolNumber = student.ShownNumber,
            UserFullName = student.Name,
            Status = student.StatusIn(session),
            AttendanceTime = student.State?.AttendanceTime,
            FailReason = student.State?.FailReason,
            Note = student.State?.Note,
            DecidedBy = student.State?.DecidedBy,
            RefusedFaceChecks = student.RefusedComparisons,
            Flags = student.Flags.ToList(),
            Enrolled = student.IsEnrolled,
            Expected = student.IsExpected,
        };
}
