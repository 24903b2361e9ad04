using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using static Attn.Api.Features.Reports.Workbooks.WorkbookNames;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>
/// Writes the cells of one sheet, row by row, and holds none of them. A text is always a text: no text becomes a
/// formula, whatever it starts with.
/// </summary>
internal sealed partial class SheetWriter(XmlWriter xml)
{
    /// <summary>Points.</summary>
    public const double LineHeight = 15;

    private int _column;

    /// <summary>The row that was started last; 0: none.</summary>
    public int Row { get; private set; }

    /// <param name="lines">How many lines of text it shows.</param>
    public void StartRow(double lines = 1)
    {
        Row++;
        _column = 0;
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Row.ToString(CultureInfo.InvariantCulture));
        if (lines is > 1 or < 1)
        {
            xml.WriteAttributeString("ht", (lines * LineHeight).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("customHeight", "1");
        }
    }

    public void EndRow() => xml.WriteEndElement();

    public void Blank(CellStyle style)
    {
        StartCell(style);
        xml.WriteEndElement();
    }

    public void Text(string? text, CellStyle style)
    {
        if (string.IsNullOrEmpty(text))
        {
            Blank(style);
            return;
        }

        StartCell(style, "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(Exact(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    public void Number(decimal? number, CellStyle style)
    {
        StartCell(style);
        if (number is { } known)
            xml.WriteElementString("v", Main, known.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    /// <param name="at">In the institution's zone.</param>
    public void Moment(DateTime? at, CellStyle style) => Serial(at?.ToOADate(), style);

    public void TimeOfDay(DateTime at, CellStyle style) => Serial(at.TimeOfDay.TotalDays, style);

    /// <param name="formula">Made of nothing that somebody typed.</param>
    /// <param name="value">What it comes to, for readers that do not compute; <c>null</c>: an empty text.</param>
    public void Formula(string formula, decimal? value, CellStyle style)
    {
        StartCell(style, value is null ? "str" : null);
        xml.WriteElementString("f", Main, formula);
        xml.WriteElementString("v", Main, value?.ToString(CultureInfo.InvariantCulture) ?? "");
        xml.WriteEndElement();
    }

    private void Serial(double? days, CellStyle style)
    {
        StartCell(style);
        if (days is { } known)
            xml.WriteElementString("v", Main, known.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private void StartCell(CellStyle style, string? type = null)
    {
        _column++;
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", CellReference.Of(_column, Row));
        xml.WriteAttributeString("s", ((int)style).ToString(CultureInfo.InvariantCulture));
        if (type is not null)
            xml.WriteAttributeString("t", type);
    }

    /// <summary>
    /// Replaces characters that XML cannot hold, and keeps programs from reading "_x0041_" as the letter A.
    /// </summary>
    private static string Exact(string text)
    {
        var plain = text.All(c => XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c))
            ? text
            : string.Concat(
                text.EnumerateRunes()
                    .Select(rune =>
                        rune.Value < 0x10000 && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()
                    )
            );
        return plain.Contains("_x", StringComparison.Ordinal) ? Escape().Replace(plain, "_x005F_") : plain;
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escape();
}
