using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// The figures at the end of a student's row. Each formula brings the figure of the JSON report with it.
/// </summary>
internal sealed class TermTotals(SheetWriter sheet, TermFormulas formulas, ReportWords words)
{
    public void Write(TermStudentResponse student)
    {
        Figure(formulas.Attended, student.Attended);
        Figure(formulas.Count(AttendanceStatus.Late), student.Late);
        Figure(formulas.Count(AttendanceStatus.Excused), student.Excused);
        Figure(formulas.Count(AttendanceStatus.Absent), student.Absent);
        Figure(formulas.Count(AttendanceStatus.NotAccepted), student.NotAccepted);
        Figure(formulas.Count(AttendanceStatus.Pending), student.Pending);
        sheet.Formula(
            formulas.Percentage,
            student.Percentage / 100,
            student.IsBelowLimit && HasLimit(student) ? CellStyle.MarkedPercent : CellStyle.Percent
        );
        WriteLimit(student);
        WriteOutlook(student);
        WriteUnits(student.Sum);
    }

    /// <summary>No list of consequence has somebody who is not on the class list.</summary>
    private static bool HasLimit(TermStudentResponse student) => student.Enrolled is not false;

    private void WriteLimit(TermStudentResponse student)
    {
        if (!HasLimit(student))
            sheet.Text(words.Term.NotOnList, CellStyle.Remark);
        else if (student.IsBelowLimit)
            sheet.Text(words.Term.BelowLimit, CellStyle.Marked);
        else
            sheet.Text(student.Sum.Exempt ? words.Term.Exempt : null, CellStyle.Remark);
    }

    private void WriteOutlook(TermStudentResponse student)
    {
        var canReach = student.CanStillReach is { } can ? (can ? words.Yes : words.No) : null;
        sheet.Text(canReach, student.CanStillReach is false && HasLimit(student) ? CellStyle.Marked : CellStyle.Text);
        sheet.Number(student.MayStillMiss, CellStyle.Number);
        sheet.Number(student.MissedInARow, CellStyle.Number);
        if (formulas.Columns.HasHours)
        {
            sheet.Number(student.HoursAttended, CellStyle.Number);
            sheet.Number(student.HoursMissed, CellStyle.Number);
        }

        sheet.Text(words.Unit(student.Sum.Unit), CellStyle.Text);
    }

    private void WriteUnits(AttendanceSumResponse sum)
    {
        Figure(formulas.PresentUnits, sum.Present);
        Figure(formulas.LateUnits, sum.Late);
        Figure(formulas.LateAbsences, sum.LateAbsences);
        Figure(formulas.ExcusedUnits, sum.Excused);
        Figure(formulas.ExcusedAttended, sum.ExcusedAttended);
        Figure(formulas.ExcusedNotCounted, sum.ExcusedNotCounted);
        Figure(formulas.AbsentUnits, sum.Absent);
        Figure(formulas.PendingUnits, sum.Pending);
        Figure(formulas.HeldUnits, sum.Held);
        Figure(formulas.AttendedUnits, sum.Attended);
        Figure(formulas.CountedUnits, sum.Counted);
        sheet.Number(sum.Planned, CellStyle.Number);
        Figure(sum.Planned is null ? null : formulas.RemainingUnits, sum.Remaining);
        sheet.Number(sum.NotHeld, CellStyle.Number);
        sheet.Number(sum.BeforeEnrolment, CellStyle.Number);
        sheet.Number(sum.AfterEnrolment, CellStyle.Number);
    }

    private void Figure(string? formula, decimal? value)
    {
        if (formula is null)
            sheet.Number(value, CellStyle.Number);
        else
            sheet.Formula(formula, value, CellStyle.Number);
    }
}
