using System.Text.RegularExpressions;

namespace Attn.Api.Features.ClassLists.Tables;

internal enum Markup
{
    None,
    Html,

    /// <summary>SpreadsheetML of Excel 2003.</summary>
    ExcelXml,
    OpenDocument,
    OtherXml,
}

/// <summary>Pages and XML that call themselves .xls or .csv.</summary>
internal static partial class MarkupKind
{
    /// <summary>Characters in which a page says what it is.</summary>
    public const int StartLength = 4096;

    public static Markup Of(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, StartLength)).TrimStart("\uFEFF \t\r\n").ToString();
        if (!start.StartsWith('<'))
            return Markup.None;
        if (ExcelXmlRoot.IsMatch(start))
            return Markup.ExcelXml;
        if (start.Contains("<office:document", StringComparison.Ordinal))
            return Markup.OpenDocument;
        if (PageTag.IsMatch(start))
            return Markup.Html;
        return start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? Markup.OtherXml : Markup.None;
    }

    /// <summary>What the page itself says in its <c>meta</c> element or XML declaration.</summary>
    public static string? CharsetOf(string start) =>
        start.TrimStart().StartsWith('<') && Charset.Match(start) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    [GeneratedRegex(
        @"<(\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex ExcelXmlRoot { get; }

    [GeneratedRegex(
        @"<(!doctype\s+html|html|head|body|table|meta|style|div|center|font|form|span|p|br)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex PageTag { get; }

    [GeneratedRegex(
        @"(?:charset|encoding)\s*=\s*[""']?(?<name>[\w.:-]+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Charset { get; }
}
