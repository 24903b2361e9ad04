namespace Attn.Api.Features.Reports;

/// <summary>The form of a report that is a file.</summary>
internal enum ReportFormat
{
    SemicolonCsv,
    CommaCsv,
    Xlsx,
}
