using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Attn.Api.Features.Reports;

/// <summary>What the queries of both reports have in common.</summary>
internal static class ReportRequest
{
    public const string Json = "json";
    public const string Csv = "csv";
    public const string Xlsx = "xlsx";
    public const string Semicolon = "semicolon";
    public const string Comma = "comma";

    /// <summary><c>null</c>: JSON.</summary>
    public static ReportFormat? FormatOf(string? format, string? separator) =>
        format switch
        {
            Csv => separator == Comma ? ReportFormat.CommaCsv : ReportFormat.SemicolonCsv,
            Xlsx => ReportFormat.Xlsx,
            _ => null,
        };

    public static bool TryParseDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
            return true;
        var isDay = DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var parsed
        );
        day = isDay ? parsed : null;
        // The first and the last day there is have no beginning or end in some zones.
        return isDay && parsed > DateOnly.MinValue && parsed < DateOnly.MaxValue;
    }

    /// <summary>The first moment of a day in a zone, also where a clock change leaves out midnight.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(DateTime.SpecifyKind(midnight - zone.GetUtcOffset(midnight), DateTimeKind.Utc));
    }
}

/// <summary>One of a few words, or nothing.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OneOfAttribute(params string[] words) : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string text || words.Contains(text, StringComparer.Ordinal)
            ? ValidationResult.Success
            : new($"Use one of {string.Join(", ", words)}.");
}
