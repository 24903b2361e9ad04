using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;

namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>Finds out which column holds what: by what a person says, by the headings, by the cells.</summary>
internal sealed class ColumnRecognition
{
    private readonly IReadOnlyList<TableRow> _rows;
    private readonly ColumnChoice _choice;
    private readonly HeadingKind[] _kinds;
    private readonly ColumnContent[] _contents;
    private readonly HashSet<int> _taken = [];

    private ColumnRecognition(IReadOnlyList<TableRow> rows, int width, ColumnChoice choice)
    {
        (_rows, _choice) = (rows, choice);
        HeadingRow = HeadingRows.Find(rows);
        _kinds = new HeadingKind[width];
        if (HeadingRow is { } at)
        {
            for (var place = 0; place < rows[at].Cells.Count; place++)
                _kinds[place] = Headings.KindOf(rows[at].Cells[place].Text);
        }

        _contents = ColumnContent.Of([.. rows.Skip(HeadingRow + 1 ?? 0)], width);
    }

    private int? HeadingRow { get; }

    public static ColumnLayout Recognize(IReadOnlyList<TableRow> rows, int width, ColumnChoice choice)
    {
        var layout = new ColumnRecognition(rows, width, choice).Recognize();
        return layout.HeadingRow is null && layout.Number is not null
            ? layout with
            {
                HeadingRow = HeadingRows.FindByContent(rows, layout),
            }
            : layout;
    }

    private ColumnLayout Recognize()
    {
        var number = Take(ColumnRole.Number, FindNumber);
        // Two columns are number and name, whatever they hold, as long as it can be that.
        number ??= Take(ColumnRole.Number, () => OnlyOther(content => content.HoldsAccounts));
        var name = Take(ColumnRole.Name, FindName);
        number ??= Take(ColumnRole.Number, () => OnlyOther(content => content.MayHoldNumbers));
        name ??= Take(ColumnRole.Name, () => OnlyOther(content => !content.HoldsNumbers));
        if (_choice.IsComplete)
        {
            return new(HeadingRow)
            {
                Number = number,
                Name = name,
                Surname = _choice.Find(ColumnRole.Surname),
                Group = _choice.Find(ColumnRole.Group),
            };
        }

        return new(HeadingRow)
        {
            Number = number,
            Name = name,
            Surname = Take(ColumnRole.Surname, () => FindSurname(name)),
            Group = Take(ColumnRole.Group, () => OfKind(HeadingKind.Group).FirstOrNull(HoldsSomething)),
        };
    }

    private int? Take(ColumnRole role, Func<int?> recognize)
    {
        var place = _choice.Find(role) ?? recognize();
        if (place is { } taken)
            _taken.Add(taken);
        return place;
    }

    /// <summary>Of several, the best: in a list with "No" and "Öğrenci No" the first may count the rows.</summary>
    private int? FindNumber()
    {
        var headed = BestNumber(OfKind(HeadingKind.StudentNumber));
        if (headed is { } place && !_contents[place].CountsRows)
            return headed;
        var others = OfKind(HeadingKind.AnyNumber)
            .Concat(OfKind(HeadingKind.Unknown).Where(at => _contents[at].HoldsNumbers));
        return BestNumber(others.Where(at => !_contents[at].CountsRows)) ?? headed ?? BestNumber(others);
    }

    private int? BestNumber(IEnumerable<int> places) =>
        places.OrderByDescending(place => _contents[place].NumberRank).ThenBy(place => place).FirstOrNull(_ => true);

    private int? OnlyOther(Func<ColumnContent, bool> isPossible)
    {
        var filled = Enumerable.Range(0, _kinds.Length).Where(HoldsSomething).ToList();
        return filled.Count == 2
            ? OfKind(HeadingKind.Unknown).FirstOrNull(place => filled.Contains(place) && isPossible(_contents[place]))
            : null;
    }

    private int? FindName()
    {
        var headed = OfKind(HeadingKind.FullName).Concat(OfKind(HeadingKind.Name)).ToList();
        if (headed.Count > 0)
            return headed.FirstOrNull(place => _contents[place].HoldsNames) ?? headed[0];
        return OfKind(HeadingKind.Unknown)
            .Where(place => _contents[place].HoldsNames)
            .OrderByDescending(place => _contents[place].Differs)
            .ThenBy(place => place)
            .FirstOrNull(_ => true);
    }

    private int? FindSurname(int? name)
    {
        if (name is not { } place || KindAt(place) == HeadingKind.FullName)
            return null;
        if (OfKind(HeadingKind.Surname).FirstOrNull(_ => true) is { } headed)
            return headed;
        // Without headings: given names, and beside them another column of single words that differ.
        var next = place + 1;
        return
            KindAt(place) == HeadingKind.Unknown
            && _contents[place].HoldsSingleWords
            && OfKind(HeadingKind.Unknown).Contains(next)
            && _contents[next] is { HoldsNames: true, HoldsSingleWords: true, Differs: true }
            ? next
            : null;
    }

    private HeadingKind KindAt(int place) => place < _kinds.Length ? _kinds[place] : HeadingKind.Unknown;

    private bool HoldsSomething(int place) => !_contents[place].IsEmpty;

    /// <summary>Columns that nobody has spoken for.</summary>
    private IEnumerable<int> OfKind(HeadingKind kind) =>
        Enumerable
            .Range(0, _kinds.Length)
            .Where(place => _kinds[place] == kind && !_taken.Contains(place) && !_choice.Names(place));
}

internal static class Places
{
    public static int? FirstOrNull(this IEnumerable<int> places, Func<int, bool> isWanted)
    {
        foreach (var place in places)
        {
            if (isWanted(place))
                return place;
        }

        return null;
    }
}
