using System.ComponentModel;
using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>One student of a class session, with the one word for it.</summary>
public sealed record SummaryStudentResponse(
    string UserSchoolNumber,
    string UserFullName,
    AttendanceStatus Status,
    [property: Description("Whether the student is on the class list; null: the course has none.")] bool? Enrolled,
    [property: Description("False: not on the class list, or enrolled on other days than the session's.")] bool Expected
)
{
    public static SummaryStudentResponse Of(ClassSession session, SessionStudent student) =>
        new(student.ShownNumber, student.Name, student.StatusIn(session), student.IsEnrolled, student.IsExpected);
}
