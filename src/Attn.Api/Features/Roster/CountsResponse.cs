using Attn.Domain;

namespace Attn.Api.Features.Roster;

/// <summary>The figures of a summary under the names of its first version.</summary>
/// <param name="Present">Late ones included: the summary's <c>attended</c>.</param>
/// <param name="Failed">The summary's <c>not_accepted</c>.</param>
internal sealed record CountsResponse(int Present, int Late, int Pending, int Failed, int Excused, int Absent)
{
    public static CountsResponse Of(AttendanceTally tally) =>
        new(tally.Attended, tally.Late, tally.Pending, tally.NotAccepted, tally.Excused, tally.Absent);
}
