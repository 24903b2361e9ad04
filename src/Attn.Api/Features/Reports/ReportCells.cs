using System.Text.Json;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>How values stand in the cells of a file.</summary>
internal static class ReportCells
{
    /// <summary>As on the wire.</summary>
    public static string Word(AttendanceStatus status) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>As on the wire.</summary>
    public static string Word(RecordFlag flag) => JsonNamingPolicy.SnakeCaseLower.ConvertName(flag.ToString());

    /// <summary>As on the wire.</summary>
    public static string Word(CountedUnit unit) => JsonNamingPolicy.SnakeCaseLower.ConvertName(unit.ToString());
}
