using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>Counts students as they pass.</summary>
internal sealed class TotalsCounter
{
    private int _expected;
    private int _notEnrolled;
    private AttendanceTally _tally;

    public TotalsResponse Totals => TotalsResponse.Of(_expected, _notEnrolled, _tally);

    public async IAsyncEnumerable<SessionStudentResponse> CountAsync(IAsyncEnumerable<SessionStudentResponse> students)
    {
        await foreach (var student in students)
        {
            if (student.Expected)
                _expected++;
            if (student.Enrolled is false)
                _notEnrolled++;
            _tally = _tally.With(student.Status);
            yield return student;
        }
    }
}
