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
                MiddleName = _choice.Find(ColumnRole.MiddleName),
                Surname = _choice.Find(ColumnRole.Surname),
                Group = _choice.Find(ColumnRole.Group),
            };
        }

        return new(HeadingRow)
        {
            Number = number,
            Name = name,
            MiddleName = Take(ColumnRole.MiddleName, () => OfKind(HeadingKind.MiddleName).FirstOrNull(HoldsSomething)),
            Surname = Take(ColumnRole.Surname, () => FindSurname(name)),
            Group = Take(ColumnRole.Group, () => OfKind(HeadingKind.Group).FirstOrNull(HoldsSomething)),
            Doubtful = FindDoubtful(),
            HoldsIdentityNumbers = number is { } place && _contents[place].HoldsIdentityNumbers,
        };
    }

    /// <summary>
    /// A column that nobody has spoken for and that may hold a part of somebody's name, or another student: letters
    /// without a heading where others have one, or a heading of numbers or names that stands there twice.
    /// </summary>
    private int? FindDoubtful()
    {
        if (HeadingRow is null)
            return null;
        var headings = _rows[HeadingRow.Value].Cells.Select(cell => Headings.Fold(cell.Text)).ToList();
        return Enumerable
            .Range(0, _kinds.Length)
            .Where(place => !_taken.Contains(place) && !_choice.Names(place))
            .FirstOrNull(place =>
                HeadingAt(place).Length == 0
                    ? _contents[place].HoldsWords
                    : IsOfStudent(_kinds[place]) && HoldsSomething(place) && IsTwice(HeadingAt(place))
            );

        string HeadingAt(int place) => place < headings.Count ? headings[place] : "";
        bool IsTwice(string heading) => headings.Count(other => other == heading) > 1;
    }

    private static bool IsOfStudent(HeadingKind kind) =>
        kind
            is HeadingKind.StudentNumber
                or HeadingKind.AnyNumber
                or HeadingKind.FullName
                or HeadingKind.Name
                or HeadingKind.Surname;

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
        var others = OfKind(HeadingKind.AnyNumber);
        var unknown = OfKind(HeadingKind.Unknown).Where(at => _contents[at].HoldsNumbers);
        return BestNumber(others.Where(at => !_contents[at].CountsRows))
            ?? BestNumber(unknown.Where(at => !_contents[at].CountsRows))
            ?? headed
            ?? BestNumber(others.Concat(unknown));
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
        var possible = OfKind(HeadingKind.Unknown)
            .Where(place => _contents[place] is { HoldsNames: true, IsConstant: false })
            .ToList();
        return possible.Count == 1 || (possible.Count == 2 && AreNameAndSurname(possible[0], possible[1]))
            ? possible[0]
            // Names and departments, or who knows what: a person has to say which.
            : null;
    }

    /// <summary>Given names, and beside them another column of single words that differ.</summary>
    private bool AreNameAndSurname(int place, int next) =>
        next == place + 1
        && _contents[place].HoldsSingleWords
        && _contents[next] is { HoldsNames: true, HoldsSingleWords: true, Differs: true };

    private int? FindSurname(int? name)
    {
        if (name is not { } place)
            return null;
        var next = place + 1;
        if (KindAt(place) == HeadingKind.FullName)
            // One heading over two columns: its cell is merged with an empty one.
            return
                IsWithoutHeading(next) && _contents[next].HoldsNames && _contents[next].IsFilledLike(_contents[place])
                ? next
                : null;
        if (OfKind(HeadingKind.Surname).FirstOrNull(_ => true) is { } headed)
            return headed;
        return
            KindAt(place) == HeadingKind.Unknown
            && OfKind(HeadingKind.Unknown).Contains(next)
            && AreNameAndSurname(place, next)
            ? next
            : null;
    }

    private bool IsWithoutHeading(int place) =>
        HeadingRow is { } at && place < _kinds.Length && ColumnLayout.CellOf(_rows[at], place).Text.Length == 0;

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
