using System.Globalization;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>The part of a workbook that says how its cells look: one font throughout, and few colours.</summary>
internal static class WorkbookStyles
{
    private const int DateFormat = 164;
    private const int TimeFormat = 165;
    private const int DateAndTimeFormat = 166;
    private const int PercentFormat = 167;
    private const int ShortDateFormat = 168;

    /// <summary>Built in: what is typed stays a text.</summary>
    private const int TextFormat = 49;

    // In the order of the schema.
    private static readonly string[] Sides = ["left", "right", "top", "bottom"];

    private static readonly string[] Fonts =
    [
        Font(),
        Font("<b/>"),
        Font("<b/>", size: 13),
        Font(color: "FF666666", size: 10),
        Font("<b/>", color: "FF9C0006"),
        Font("<i/>", color: "FF7F7F7F"),
        Font("<b/>", size: 9),
    ];

    private static readonly string[] Fills =
    [
        """<fill><patternFill patternType="none"/></fill>""",
        """<fill><patternFill patternType="gray125"/></fill>""",
        Fill("FFD9E1F2"),
        Fill("FFC6EFCE"),
        Fill("FFFFEB9C"),
        Fill("FFDDEBF7"),
        Fill("FFF8CBAD"),
        Fill("FFE4DFEC"),
        Fill("FFFFC7CE"),
    ];

    // In the order of CellStyle.
    private static readonly Look[] Looks =
    [
        new(),
        new(Font: 1, Place: "center", IsWrapped: true, IsAtTop: true),
        new(Font: 2, Place: "center", IsWrapped: true, IsAtTop: true),
        new(Font: 3, Place: "center", IsWrapped: true, IsAtTop: true),
        new(Font: 1, Fill: 2, HasBorder: true, IsWrapped: true),
        new(Font: 6, Fill: 2, HasBorder: true, Place: "center", IsTurned: true, IsWrapped: true),
        new(Font: 6, Fill: 2, Format: ShortDateFormat, HasBorder: true, Place: "center", IsTurned: true),
        new(Font: 6, Fill: 2, Format: TimeFormat, HasBorder: true, Place: "center", IsTurned: true),
        new(Font: 6, Fill: 2, HasBorder: true, Place: "center", IsTurned: true),
        new(Font: 1, Fill: 2, HasBorder: true, Place: "center"),
        new(HasBorder: true, IsWrapped: true),
        new(Format: TextFormat, HasBorder: true, IsWrapped: true),
        new(HasBorder: true, Place: "center"),
        new(Format: PercentFormat, HasBorder: true, Place: "center"),
        new(Format: DateFormat, HasBorder: true, Place: "center"),
        new(Format: TimeFormat, HasBorder: true, Place: "center"),
        new(Format: DateAndTimeFormat, HasBorder: true, Place: "center"),
        new(Fill: 3, HasBorder: true, Place: "center"),
        new(Fill: 4, HasBorder: true, Place: "center"),
        new(Fill: 5, HasBorder: true, Place: "center"),
        new(Fill: 6, HasBorder: true, Place: "center"),
        new(Fill: 7, HasBorder: true, Place: "center"),
        new(Fill: 8, HasBorder: true, Place: "center"),
        new(Font: 5, HasBorder: true, Place: "center"),
        new(Font: 5, HasBorder: true, Place: "center"),
        new(Font: 4, Fill: 8, HasBorder: true, Place: "center"),
        new(Font: 4, Fill: 8, Format: PercentFormat, HasBorder: true, Place: "center"),
        new(Font: 1, HasBorder: true),
    ];

    public static string Xml(WorkbookFormats formats) =>
        $"""
            <styleSheet xmlns="{WorkbookNames.Main}">
              <numFmts count="5">
                <numFmt numFmtId="{DateFormat}" formatCode="{formats.Date}"/>
                <numFmt numFmtId="{TimeFormat}" formatCode="hh:mm"/>
                <numFmt numFmtId="{DateAndTimeFormat}" formatCode="{formats.Date}\ hh:mm:ss"/>
                <numFmt numFmtId="{PercentFormat}" formatCode="{formats.Percent}"/>
                <numFmt numFmtId="{ShortDateFormat}" formatCode="{formats.ShortDate}"/>
              </numFmts>
              <fonts count="{Fonts.Length}">{string.Concat(Fonts)}</fonts>
              <fills count="{Fills.Length}">{string.Concat(Fills)}</fills>
              <borders count="2"><border/><border>{Border()}</border></borders>
              <cellStyleXfs count="1"><xf/></cellStyleXfs>
              <cellXfs count="{Looks.Length}">{string.Concat(Looks.Select(look => look.Xml()))}</cellXfs>
            </styleSheet>
            """;

    private static string Font(string marks = "", string color = "FF000000", int size = 11) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""<font>{marks}<sz val="{size}"/><color rgb="{color}"/><name val="Calibri"/><family val="2"/></font>"""
        );

    private static string Fill(string color) =>
        $"""<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>""";

    private static string Border() =>
        string.Concat(Sides.Select(side => $"""<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>"""));

    /// <param name="Font">Place in <see cref="Fonts"/>.</param>
    /// <param name="Fill">Place in <see cref="Fills"/>.</param>
    /// <param name="Place">Horizontally; <c>null</c>: texts left, numbers right.</param>
    private sealed record Look(
        int Font = 0,
        int Fill = 0,
        int Format = 0,
        bool HasBorder = false,
        string? Place = null,
        bool IsWrapped = false,
        bool IsTurned = false,
        bool IsAtTop = false
    )
    {
        public string Xml() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                <xf numFmtId="{Format}" fontId="{Font}" fillId="{Fill}" borderId="{(HasBorder ? 1 : 0)}" xfId="0"
                  applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">
                  <alignment{Horizontal()} vertical="{(IsAtTop ? "top" : "center")}"{Wrapping()}/>
                </xf>
                """
            );

        private string Horizontal() => Place is null ? "" : $" horizontal=\"{Place}\"";

        private string Wrapping() => (IsTurned ? " textRotation=\"90\"" : "") + (IsWrapped ? " wrapText=\"1\"" : "");
    }
}

/// <summary>Number formats of a language, as a workbook writes them.</summary>
/// <param name="Percent">Of a share from 0 to 1.</param>
/// <param name="ShortDate">A day without its year, which the dates of the term tell.</param>
internal sealed record WorkbookFormats(string Date, string Percent, string ShortDate);
