using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>Makes students of a table's rows.</summary>
internal static class StudentTable
{
    private const int MaxSamples = 3;
    private const int MaxSample = 80;

    private const string Remedy =
        "Give the columns headings such as \"Öğrenci No\" and \"Adı Soyadı\", or say which they are: "
        + "columns=number:1,name:2.";

    public static ReadList Read(ListTable table, ColumnChoice choice)
    {
        var read = new ReadList(table.Source) { Problems = table.Problems, Warnings = WarningsOf(table) };
        var width = table.Rows.Count == 0 ? 0 : table.Rows.Max(row => row.Cells.Count);
        if (width == 0)
            return table.Problems.Count > 0 ? read : read.With(NoStudents());
        if (choice.Beyond(width).Select(place => (int?)place).FirstOrDefault() is { } beyond)
            return read.With(
                new(
                    ListProblemCode.ColumnNotFound,
                    null,
                    FormattableString.Invariant($"There is no column {beyond}: the list has {width}.")
                )
            );
        var layout = ColumnRecognition.Recognize(table.Rows, width, choice);
        read = read with { Columns = Describe(table.Rows, width, layout) };
        if (FindMissing(layout) is { } missing)
            return table.Problems.Count > 0
                ? read
                : read.With(new(ListProblemCode.ColumnsNotRecognized, null, $"{missing} {Remedy}"));
        var students = new StudentLines(layout);
        students.Add(RowSorter.Sort(table.Rows, layout, out var skipped));
        read = read with
        {
            Skipped = skipped,
            Entries = Trusted(students.Entries, table.Problems),
            Problems = [.. table.Problems, .. DoubtsOf(table.Rows, layout), .. students.Problems],
            Warnings = layout.HoldsIdentityNumbers ? [.. read.Warnings, IdentityNumbers()] : read.Warnings,
        };
        return read is { Entries.Count: 0, Problems.Count: 0 } ? read.With(NoStudents()) : read;
    }

    /// <summary>Of a line with broken letters nobody knows the student, and of a broken file nobody at all.</summary>
    private static IReadOnlyList<ReadEntry> Trusted(
        IReadOnlyList<ReadEntry> entries,
        IReadOnlyList<ListProblem> problems
    )
    {
        var lines = problems.Select(problem => problem.Line).ToHashSet();
        return lines.Contains(null) ? [] : [.. entries.Where(entry => !lines.Contains(entry.Line))];
    }

    private static IReadOnlyList<ListProblem> WarningsOf(ListTable table) =>
        table.Source.Separator == ListSeparator.Space
            ?
            [
                .. table.Warnings,
                new(
                    ListProblemCode.SpacesAsSeparator,
                    null,
                    "Only spaces stand between the columns. Look whether numbers and names are told apart."
                ),
            ]
            : table.Warnings;

    private static IEnumerable<ListProblem> DoubtsOf(IReadOnlyList<TableRow> rows, ColumnLayout layout)
    {
        if (layout.Doubtful is not { } place)
            yield break;
        var row = rows.Skip(layout.HeadingRow + 1 ?? 0)
            .FirstOrDefault(row => ColumnLayout.CellOf(row, place).Text.Any(char.IsLetter));
        yield return new(
            ListProblemCode.ColumnDoubtful,
            row?.Line,
            FormattableString.Invariant(
                $"Column {place + 1} may hold a part of the names or other students, and its heading does not tell. "
            ) + "Give it a heading of its own, or choose the columns."
        )
        {
            Text = row is null ? null : RowSorter.TextOf(row),
        };
    }

    private static ListProblem IdentityNumbers() =>
        new(
            ListProblemCode.IdentityNumbers,
            null,
            "The numbers are Turkish identity numbers, which are personal. Use the student numbers if there are any."
        );

    private static ListProblem NoStudents() =>
        new(
            ListProblemCode.NoStudents,
            null,
            "The text has no students, and nothing was changed. "
                + "Send {\"students\": []} as JSON to remove the class list."
        );

    private static string? FindMissing(ColumnLayout layout) =>
        (layout.Number, layout.Name) switch
        {
            (null, null) => "No columns of student numbers and names were recognised.",
            (null, _) => "No column of student numbers was recognised.",
            (_, null) => "No column of names was recognised.",
            _ => null,
        };

    private static ReadList With(this ReadList read, ListProblem problem) =>
        read with
        {
            Problems = [.. read.Problems, problem],
        };

    private static IReadOnlyList<ColumnResponse> Describe(
        IReadOnlyList<TableRow> rows,
        int width,
        ColumnLayout layout
    ) =>
        [
            .. Enumerable
                .Range(0, width)
                .Select(place => new ColumnResponse(
                    place + 1,
                    layout.HeadingRow is { } heading
                        ? NullIfEmpty(ColumnLayout.CellOf(rows[heading], place).Text)
                        : null,
                    layout.RoleOf(place),
                    [
                        .. rows.Skip(layout.HeadingRow + 1 ?? 0)
                            .Select(row => ColumnLayout.CellOf(row, place).Text)
                            .Where(text => text.Length > 0)
                            .Take(MaxSamples)
                            .Select(Shorten),
                    ]
                )),
        ];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : Shorten(text);

    private static string Shorten(string text) => text.Length <= MaxSample ? text : text[..MaxSample];
}
