using System.Globalization;
using System.Security;
using static Attn.Api.Features.Reports.Workbooks.WorkbookNames;

namespace Attn.Api.Features.Reports.Workbooks;

/// <summary>What stands around the rows of a sheet: widths, frozen panes, and how it is printed.</summary>
internal static class SheetXml
{
    public static string Head(SheetLayout layout) =>
        $"""<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>{View(layout)}</sheetViews>"""
        + """<sheetFormatPr defaultRowHeight="15"/>"""
        + $"<cols>{string.Concat(layout.Widths.Select(Width))}</cols>";

    /// <summary>A4, landscape, one page wide and as many long as it takes.</summary>
    /// <param name="merged">Ranges.</param>
    public static string Tail(SheetLayout layout, IReadOnlyList<string> merged) =>
        Merged(merged)
        + """<printOptions horizontalCentered="1"/>"""
        + """<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>"""
        + """<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>"""
        + $"<headerFooter><oddFooter>{SecurityElement.Escape(layout.Footer)}</oddFooter></headerFooter>"
        // Numbers of students are texts on purpose: no warning beside each.
        + """<ignoredErrors><ignoredError sqref="A1:A1048576" numberStoredAsText="1"/></ignoredErrors>""";

    /// <summary>The part that lists the sheets, with what each of them repeats and prints.</summary>
    public static string Workbook(IReadOnlyList<(SheetLayout Layout, int Rows)> sheets) =>
        $"""
            <workbook xmlns="{Main}" xmlns:r="{Relation}">
              <bookViews><workbookView/></bookViews>
              <sheets>{string.Concat(sheets.Select((sheet, place) => Entry(sheet.Layout, place)))}</sheets>
              <definedNames>{string.Concat(sheets.Select((sheet, place) => Area(sheet.Layout, sheet.Rows, place)))}{
                string.Concat(sheets.Select((sheet, place) => Titles(sheet.Layout, place)))
            }</definedNames>
            </workbook>
            """;

    private static string View(SheetLayout layout) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""<sheetView workbookViewId="0"><pane xSplit="{layout.FrozenColumns}" ySplit="{layout.FrozenRows}" """
        )
        + $"topLeftCell=\"{CellReference.Of(layout.FrozenColumns + 1, layout.FrozenRows + 1)}\" "
        + """activePane="bottomRight" state="frozen"/></sheetView>""";

    private static string Width(double width, int place) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""<col min="{place + 1}" max="{place + 1}" width="{width}" customWidth="1"/>"""
        );

    private static string Merged(IReadOnlyList<string> ranges) =>
        ranges.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"<mergeCells count=\"{ranges.Count}\">")
                + string.Concat(ranges.Select(range => $"<mergeCell ref=\"{range}\"/>"))
                + "</mergeCells>";

    private static string Entry(SheetLayout layout, int place) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""<sheet name="{layout.Name}" sheetId="{place + 1}" r:id="rId{place + 1}"/>"""
        );

    private static string Area(SheetLayout layout, int rows, int place) =>
        Name(
            "_xlnm.Print_Area",
            place,
            $"'{layout.Name}'!{CellReference.Fixed(1, 1, layout.PrintedColumns, Math.Max(rows, 1))}"
        );

    private static string Titles(SheetLayout layout, int place) =>
        Name(
            "_xlnm.Print_Titles",
            place,
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{layout.Name}'!$A:${CellReference.Column(layout.FrozenColumns)},"
            )
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{layout.Name}'!${layout.RepeatedRows.First}:${layout.RepeatedRows.Last}"
                )
        );

    private static string Name(string name, int place, string range) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""<definedName name="{name}" localSheetId="{place}">{range}</definedName>"""
        );
}
