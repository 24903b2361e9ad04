using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>Counts students as they pass.</summary>
internal sealed class TotalsCounter
{
    private int _expected;
    private AttendanceTally _tally;

    public TotalsResponse Totals =>
        new(_expected, _tally.Present, _tally.Late, _tally.Excused, _tally.Absent, _tally.Pending);

    public async IAsyncEnumerable<SessionStudentResponse> CountAsync(IAsyncEnumerable<SessionStudentResponse> students)
    {
        await foreach (var student in students)
        {
            _expected += student.IsExpected ? 1 : 0;
            _tally = _tally.With(student.Status);
            yield return student;
        }
    }
}
