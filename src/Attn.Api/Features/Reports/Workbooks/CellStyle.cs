namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>How a cell looks. The values are places in the list of <see cref="WorkbookStyles"/>.</summary>
internal enum CellStyle
{
    Plain,
    Institution,
    Title,
    Facts,
    Heading,
    TurnedHeading,
    TurnedDate,
    TurnedTime,
    TurnedNumber,
    ColumnNumber,
    Text,
    Exact,
    Number,
    Percent,
    Date,
    Time,
    DateAndTime,
    Present,
    Late,
    Pending,
    NotAccepted,
    Excused,
    Absent,
    NotCounted,
    Remark,
    Marked,
    MarkedPercent,
    Total,
}
