using System.Globalization;
using System.Text;
using Attn.Api.Features.Reports.Workbooks;

namespace Attn.Api.Features.Reports;

/// <summary>A report as a file to save, sent row by row as it is read.</summary>
/// <param name="part">What of the course is in it, in letters, digits and hyphens; <c>null</c>: all.</param>
/// <param name="table">Its rows, where it is CSV.</param>
/// <param name="writeWorkbook">Writes it, where it is a workbook. Its end is sent here.</param>
internal sealed class ReportFile(
    string courseName,
    string? part,
    DateTime day,
    ReportFormat format,
    Func<ReportTable> table,
    Func<BufferedResponseStream, CancellationToken, Task> writeWorkbook
) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancelled) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = format == ReportFormat.Xlsx ? WorkbookWriter.ContentType : CsvReport.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{FileName()}\"";
        response.Headers.CacheControl = "no-store";
        await using var output = new BufferedResponseStream(response.BodyWriter);
        await (
            format switch
            {
                ReportFormat.SemicolonCsv => CsvReport.WriteAsync(output, table(), ';', cancelled),
                ReportFormat.CommaCsv => CsvReport.WriteAsync(output, table(), ',', cancelled),
                ReportFormat.Xlsx => writeWorkbook(output, cancelled),
            }
        );
        await output.SendAsync(cancelled);
    }

    private string FileName()
    {
        var extension = format == ReportFormat.Xlsx ? "xlsx" : "csv";
        var name = part is null ? Slug(courseName) : $"{Slug(courseName)}-{part}";
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{day:yyyy-MM-dd}.{extension}");
    }

    /// <summary>
    /// Lower-case ASCII letters and digits; marks are dropped (ş becomes s), everything else becomes a hyphen.
    /// </summary>
    private static string Slug(string name)
    {
        var plain = name.Replace('ı', 'i')
            .Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        var words = string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var ascii = string.Join('-', words);
        return ascii.Length == 0 ? "lesson" : ascii[..Math.Min(ascii.Length, 80)];
    }
}
