using System.Text.Json.Serialization;
using Attn.Api.Features.ClassSessions;

namespace Attn.Api.Features.Reports;

/// <summary>
/// The report of one class session. Students are counted while they are written, so the totals come after them.
/// </summary>
public sealed record SessionReportResponse
{
    private readonly TotalsCounter _counter = new();

    [JsonPropertyOrder(1)]
    public required SessionResponse Session { get; init; }

    [JsonPropertyOrder(2)]
    public required IAsyncEnumerable<SessionStudentResponse> Students
    {
        get;
        init => field = _counter.CountAsync(value);
    }

    [JsonPropertyOrder(3)]
    public TotalsResponse Totals => _counter.Totals;

    internal static SessionReportResponse Of(SessionReport report) =>
        new()
        {
            Session = SessionResponse.ForTeacher(report.Session, report.Origin.ReadAt),
            Students = report.Students.Select(student => SessionStudentResponse.Of(report.Session, student)),
        };
}
