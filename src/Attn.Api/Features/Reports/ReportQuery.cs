using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.Reports.Words;
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

    private const string English = "en";
    private const string Turkish = "tr";

    [FromQuery(Name = "format"), Description("Default: json.")]
    [AllowedValues(null, Json, Csv, Xlsx, ErrorMessage = "Use one of json, csv, xlsx.")]
    public string? Format { get; init; }

    [FromQuery(Name = "separator"), Description("Of CSV. Default: semicolon, with a decimal comma in numbers.")]
    [AllowedValues(null, Semicolon, Comma, ErrorMessage = "Use one of semicolon, comma.")]
    public string? Separator { get; init; }

    [FromQuery(Name = "lang"), Description("Of the headings and words of a file. Default: en.")]
    [AllowedValues(null, English, Turkish, ErrorMessage = "Use one of tr, en.")]
    public string? Lang { get; init; }

    internal ReportLanguage Language => Lang == Turkish ? ReportLanguage.Turkish : ReportLanguage.English;

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
