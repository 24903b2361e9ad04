using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Reports;

/// <summary>The form in which a report is asked for.</summary>
public sealed record ReportQuery
{
    private const string Json = "json";
    private const string Csv = "csv";
    private const string Xlsx = "xlsx";
    private const string Semicolon = "semicolon";
    private const string Comma = "comma";

    [FromQuery(Name = "format"), Description("Default: json.")]
    [AllowedValues(null, Json, Csv, Xlsx, ErrorMessage = "Use one of json, csv, xlsx.")]
    public string? Format { get; init; }

    [FromQuery(Name = "separator"), Description("Of CSV. Default: semicolon, with a decimal comma in numbers.")]
    [AllowedValues(null, Semicolon, Comma, ErrorMessage = "Use one of semicolon, comma.")]
    public string? Separator { get; init; }

    internal bool IsFile => FileFormat() is not null;

    /// <summary><c>null</c>: JSON, which is not a file.</summary>
    internal ReportFormat? FileFormat() =>
        Format switch
        {
            Csv => Separator == Comma ? ReportFormat.CommaCsv : ReportFormat.SemicolonCsv,
            Xlsx => ReportFormat.Xlsx,
            _ => null,
        };
}
