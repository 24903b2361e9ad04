namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>Where the columns of a term's sheet are; they count from 1.</summary>
/// <param name="Sessions">How many class sessions there are.</param>
/// <param name="HasHours">Whether the course counts hours.</param>
internal sealed record TermColumns(int Sessions, bool HasHours)
{
    public const int Number = 1;
    public const int Name = 2;
    public const int FirstSession = 3;

    private const int TotalCount = 8;
    private const int OutlookCount = 3;
    private const int UnitCount = 17;

    public int LastSession => FirstSession + Sessions - 1;

    public int Attended => LastSession + 1;

    public int Late => Attended + 1;

    public int Excused => Attended + 2;

    public int Absent => Attended + 3;

    public int NotAccepted => Attended + 4;

    public int Pending => Attended + 5;

    public int LastPrinted => LastSession + TotalCount;

    /// <summary>The first of what the percentage is made of, after the word for the unit.</summary>
    public int FirstUnits => LastPrinted + OutlookCount + HourCount + 2;

    public int LateUnits => FirstUnits + 1;

    public int LateAbsences => FirstUnits + 2;

    public int ExcusedUnits => FirstUnits + 3;

    public int ExcusedAttended => FirstUnits + 4;

    public int ExcusedNotCounted => FirstUnits + 5;

    public int AbsentUnits => FirstUnits + 6;

    public int PendingUnits => FirstUnits + 7;

    public int HeldUnits => FirstUnits + 8;

    public int AttendedUnits => FirstUnits + 9;

    public int CountedUnits => FirstUnits + 10;

    public int PlannedUnits => FirstUnits + 11;

    /// <summary>Of all columns, in characters.</summary>
    public IReadOnlyList<double> Widths =>
        [
            16,
            30,
            .. Enumerable.Repeat(3.7, Sessions),
            .. Enumerable.Repeat(5.5, TotalCount - 2),
            8.5,
            18,
            .. Enumerable.Repeat(12.0, OutlookCount + HourCount + UnitCount),
        ];

    private int HourCount => HasHours ? 2 : 0;
}
