using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// All students of the report by status, as in the summary; <c>expected</c> counts those on the class list (without
/// one: all), <c>not_enrolled</c> the others.
/// </summary>
public sealed record TotalsResponse(
    int Expected,
    int Attended,
    int Present,
    int Late,
    int Pending,
    int NotAccepted,
    int Excused,
    int Absent,
    int NotEnrolled
)
{
    internal static TotalsResponse Of(int expected, int notEnrolled, AttendanceTally tally) =>
        new(
            expected,
            tally.Attended,
            tally.Present,
            tally.Late,
            tally.Pending,
            tally.NotAccepted,
            tally.Excused,
            tally.Absent,
            notEnrolled
        );
}
