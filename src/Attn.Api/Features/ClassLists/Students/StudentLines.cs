using System.Globalization;
using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Platform.Wire;
using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>Reads the lines of students one after another, and collects what is wrong with which line.</summary>
internal sealed class StudentLines(ColumnLayout layout)
{
    private static readonly PlainTextAttribute GroupRule = new(1, TextLimits.Group);
    private readonly List<ReadEntry> _entries = [];
    private readonly List<ListProblem> _problems = [];
    private readonly Dictionary<string, int> _lineOfNumber = new(StringComparer.Ordinal);

    public IReadOnlyList<ReadEntry> Entries => _entries;

    public IReadOnlyList<ListProblem> Problems => _problems;

    public void Add(IReadOnlyList<TableRow> rows)
    {
        foreach (var row in rows)
            Add(row);
        RefuseSimilarNumbers();
        RefuseRowNumbers(rows);
        if (rows.Count > ReadList.MaxStudents)
            _problems.Add(ListProblems.TooManyStudents);
    }

    private void Add(TableRow row)
    {
        var number = NumberCell.Read(ColumnLayout.CellOf(row, layout.Number));
        var name = NameCell.Read(layout.NameOf(row));
        var group = ReadGroup(row);
        if (!number.IsGood)
            Refuse(row, number.Code, number.Problem);
        if (!name.IsGood)
            Refuse(row, name.Code, name.Problem);
        if (!group.IsGood)
            Refuse(row, group.Code, group.Problem);
        if (!number.IsGood)
            return;
        var canonical = SchoolNumbers.Canonical(number.Value);
        if (!_lineOfNumber.TryAdd(canonical, row.Line))
            RefuseRepeated(row, _lineOfNumber[canonical]);
        else if (name.IsGood && group.IsGood)
            _entries.Add(new(row.Line, EntryOf(canonical, number.Value, name.Value, group.Value)));
    }

    private ClassListEntry EntryOf(string canonical, string written, string name, string group) =>
        new(new(canonical, name) { WrittenNumber = written, Group = group.Length > 0 ? group : null })
        {
            SaysGroup = layout.Group is not null,
        };

    private CellReading ReadGroup(TableRow row)
    {
        var group = NameCell.Compose(ColumnLayout.CellOf(row, layout.Group).Text);
        return group.Length > 0 && GroupRule.GetValidationResult(group, new(group)) is { ErrorMessage: { } problem }
            ? CellReading.Bad(ListProblemCode.GroupNotValid, $"The group: {problem}")
            : CellReading.Good(group);
    }

    private void Refuse(TableRow row, ListProblemCode code, string problem) =>
        _problems.Add(new(code, row.Line, problem) { Text = RowSorter.TextOf(row) });

    private void RefuseRepeated(TableRow row, int first) =>
        _problems.Add(
            new(
                ListProblemCode.NumberRepeated,
                row.Line,
                FormattableString.Invariant($"This number stands on line {first} already."),
                first
            )
            {
                Text = RowSorter.TextOf(row),
            }
        );

    /// <summary>One student with and without the zeros is two to this program, each with half of the records.</summary>
    private void RefuseSimilarNumbers()
    {
        foreach (var similar in SimilarNumbers.Find(_lineOfNumber.Keys))
        {
            var lines = similar.Select(number => _lineOfNumber[number]).Order().ToList();
            foreach (var line in lines.Skip(1))
                _problems.Add(
                    new(
                        ListProblemCode.NumberDiffersByZeros,
                        line,
                        FormattableString.Invariant(
                            $"This number differs from that on line {lines[0]} by its zeros only. Keep the right one."
                        ),
                        lines[0]
                    )
                );
        }

        var refused = _problems.Select(problem => problem.Line).ToHashSet();
        _entries.RemoveAll(entry => refused.Contains(entry.Line));
    }

    /// <summary>
    /// 1, 2, 3 … in any order, from any start, with some missing: nobody's student number is that short, and the rows
    /// of a part of a list, or of one that was sorted, are numbered so.
    /// </summary>
    private void RefuseRowNumbers(IReadOnlyList<TableRow> rows)
    {
        var numbers = rows.Select(row => RowNumberOf(ColumnLayout.CellOf(row, layout.Number).Text)).ToList();
        if (numbers.Count < 2 || numbers.Contains(null))
            return;
        var (first, last) = (numbers.Min()!.Value, numbers.Max()!.Value);
        if (last - first > 2 * numbers.Count)
            return;
        _entries.Clear();
        _problems.Add(
            new(
                ListProblemCode.RowNumbersAsNumbers,
                rows[0].Line,
                "The numbers count the rows and are no student numbers. Choose the column of student numbers."
            )
        );
    }

    private static int? RowNumberOf(string text)
    {
        var plain = text.TrimEnd('.', ')', '-');
        if (plain.EndsWith(".0", StringComparison.Ordinal))
            plain = plain[..^2];
        return
            plain.Length is > 0 and <= 3
            && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
