using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>A worksheet of a real workbook, read by ExcelDataReader.</summary>
internal static class WorkbookTable
{
    private const string Visible = "visible";

    public static ListTable ReadXlsx(
        ReadOnlyMemory<byte> body,
        long inflatedLength,
        int? sheet,
        CancellationToken cancellationToken
    ) =>
        Read(
            body,
            stream => ExcelReaderFactory.CreateOpenXmlReader(stream, Options()),
            inflatedLength,
            sheet,
            cancellationToken
        );

    public static ListTable ReadXls(ReadOnlyMemory<byte> body, int? sheet, CancellationToken cancellationToken) =>
        Read(
            body,
            stream => ExcelReaderFactory.CreateBinaryReader(stream, Options()),
            body.Length,
            sheet,
            cancellationToken
        );

    /// <summary>Each time, because making them asks for a code page that .NET has only when it is registered.</summary>
    private static ExcelReaderConfiguration Options()
    {
        var fallback = CodePages.Find("windows-1254");
        return new ExcelReaderConfiguration { FallbackEncoding = fallback };
    }

    private static ListTable Read(
        ReadOnlyMemory<byte> body,
        Func<Stream, IExcelDataReader> open,
        long inflatedLength,
        int? sheet,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = open(stream);
            if (reader.ResultsCount * inflatedLength > TableLimits.InflatedBytesOfAllSheets)
                return Refused.Because(
                    TableLimits.TooLarge($"{reader.ResultsCount} large worksheets"),
                    new ListSource(ListKind.Workbook)
                );
            return ReadSheets(reader, sheet, cancellationToken);
        }
        catch (InvalidPasswordException)
        {
            return Refused.AsProtected();
        }
        // Damaged bytes make the library throw almost anything, also for allocations that lengths in them ask for.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Refused.AsDamaged("an Excel workbook");
        }
    }

    private static ListTable ReadSheets(IExcelDataReader reader, int? wanted, CancellationToken cancellationToken)
    {
        var budget = new WorkbookBudget();
        var names = new List<string>();
        (string Name, SheetRows Rows)? chosen = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.VisibleState != Visible)
                continue;
            names.Add(reader.Name);
            var isLookedAt = wanted is { } place
                ? names.Count == place
                : names.Count <= TableLimits.Worksheets && chosen is not { Rows.LooksLikeList: true };
            if (isLookedAt)
                chosen = Better(chosen, (reader.Name, SheetRows.Read(reader, budget, cancellationToken)));
        } while (reader.NextResult());

        var source = new ListSource(ListKind.Workbook) { Sheets = names, Sheet = chosen?.Name };
        if (chosen is not { } sheet)
            return Refused.Because(NotFound(wanted, names.Count), source);
        return new ListTable(
            source,
            sheet.Rows.Rows,
            [.. sheet.Rows.Problems, .. BrokenLetters.In(sheet.Rows.Rows)],
            sheet.Rows.Warnings
        );
    }

    /// <summary>
    /// The first sheet that looks like a list; where none does, the first with two columns, or with anything.
    /// </summary>
    private static (string, SheetRows)? Better((string, SheetRows Rows)? chosen, (string, SheetRows Rows) next) =>
        chosen is null || RankOf(next.Rows) > RankOf(chosen.Value.Rows) ? next : chosen;

    private static int RankOf(SheetRows sheet) =>
        sheet.LooksLikeList ? 3
        : sheet.HasTwoColumns ? 2
        : sheet.Rows.Count > 0 ? 1
        : 0;

    private static ListProblem NotFound(int? wanted, int count) =>
        new(
            ListProblemCode.SheetNotFound,
            Line: null,
            wanted is null
                ? "The workbook has no visible worksheet."
                : $"The workbook has no visible worksheet number {wanted}; it has {count}."
        );
}
