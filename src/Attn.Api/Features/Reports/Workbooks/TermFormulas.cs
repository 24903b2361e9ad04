using System.Globalization;
using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// The formulas of one student's row, as a person would write them to check the figures: letters are counted, or their
/// hours added up, and the percentage is made of the sums. docs/reports.md names every figure.
/// </summary>
/// <param name="HoursRow">Where the hours of the sessions stand; <c>null</c>: the course counts sessions.</param>
internal sealed record TermFormulas(TermColumns Columns, CoursePolicy Policy, ReportWords Words, int? HoursRow, int Row)
{
    private string Letters => CellReference.InRow(TermColumns.FirstSession, Columns.LastSession, Row);

    public string? Attended => Plus(Count(AttendanceStatus.Present), Cell(Columns.Late));

    public string? PresentUnits => Units(AttendanceStatus.Present);

    public string? LateUnits => Units(AttendanceStatus.Late);

    public string? ExcusedUnits => Units(AttendanceStatus.Excused);

    public string? PendingUnits => Units(AttendanceStatus.Pending);

    /// <summary>Who was not accepted is absent.</summary>
    public string? AbsentUnits => Plus(Units(AttendanceStatus.Absent), Units(AttendanceStatus.NotAccepted));

    /// <summary>Of hours, the longest sessions come first: no formula that a person would read says that.</summary>
    public string? LateAbsences =>
        HoursRow is null && Policy.LatesPerAbsence > 0
            ? string.Create(CultureInfo.InvariantCulture, $"INT({Cell(Columns.LateUnits)}/{Policy.LatesPerAbsence})")
            : null;

    public string? ExcusedAttended => Policy.Excused == ExcusedRule.Attended ? Cell(Columns.ExcusedUnits) : null;

    public string? ExcusedNotCounted => Policy.Excused == ExcusedRule.Neutral ? Cell(Columns.ExcusedUnits) : null;

    public string HeldUnits =>
        $"{Cell(Columns.FirstUnits)}+{Cell(Columns.LateUnits)}+{Cell(Columns.ExcusedUnits)}"
        + $"+{Cell(Columns.AbsentUnits)}+{Cell(Columns.PendingUnits)}";

    public string AttendedUnits =>
        $"{Cell(Columns.FirstUnits)}+{Cell(Columns.LateUnits)}-{Cell(Columns.LateAbsences)}"
        + $"+{Cell(Columns.ExcusedAttended)}";

    public string CountedUnits => $"{Cell(Columns.HeldUnits)}-{Cell(Columns.ExcusedNotCounted)}";

    public string RemainingUnits => $"MAX({Cell(Columns.PlannedUnits)}-{Cell(Columns.HeldUnits)},0)";

    /// <summary>A share from 0 to 1, rounded to a tenth of a percent.</summary>
    public string Percentage
    {
        get
        {
            var (attended, counted) = (Cell(Columns.AttendedUnits), Cell(Columns.CountedUnits));
            return $"IF({counted}>0,ROUND({attended}/{counted},3),\"\")";
        }
    }

    /// <returns><c>null</c>: there are no letters to count.</returns>
    public string? Count(AttendanceStatus status) =>
        Columns.Sessions == 0 ? null : $"COUNTIF({Letters},\"{Words.Status(status).Letter}\")";

    private string? Units(AttendanceStatus status) =>
        HoursRow is { } hours && Columns.Sessions > 0
            ? $"SUMIF({Letters},\"{Words.Status(status).Letter}\","
                + $"{CellReference.Fixed(TermColumns.FirstSession, hours, Columns.LastSession, hours)})"
            : Count(status);

    private string Cell(int column) => CellReference.Of(column, Row);

    private static string? Plus(string? formula, string? other) => formula is null ? null : $"{formula}+{other}";
}
