using System.Collections.Frozen;
using Attn.Api.Features.ClassLists.Columns;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>
/// Tells the lines of students from titles, headings and footers. In doubt a line is a student's: then it has a problem
/// that somebody sees.
/// </summary>
internal sealed class RowSorter
{
    private const int MaxText = 200;

    private static readonly FrozenSet<string> FooterWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "toplam",
        "geneltoplam",
        "total",
        "sayfa",
        "page",
        "imza",
        "signature",
        "tarih",
        "date",
        "yazdirma",
        "printed",
        "mevcut"
    );

    private static readonly string[] AcademicTitles = ["prof", "doc", "dr", "ogr", "ars", "yrd", "assoc", "asst"];

    private static readonly string[] FooterStarts =
    [
        "ogrencisayisi",
        "kayitliogrenci",
        "toplamogrenci",
        "ogretimuyesi",
        "ogretimelemani",
        "ogretimgorevlisi",
        "dersinsorumlusu",
        "bolumbaskan",
        "dekan",
        "raportarihi",
        "listetarihi",
        "numberofstudents",
        "totalstudents",
        "sayfatoplam",
        "instructor",
    ];

    private readonly IReadOnlyList<TableRow> _rows;
    private readonly ColumnLayout _layout;
    private readonly string? _heading;
    private readonly bool[] _hasNumber;
    private readonly string? _usualShape;
    private readonly int _firstStudent;
    private readonly int _lastStudent;

    private RowSorter(IReadOnlyList<TableRow> rows, ColumnLayout layout)
    {
        (_rows, _layout) = (rows, layout);
        _heading = layout.HeadingRow is { } at ? Fold(rows[at]) : null;
        _hasNumber = [.. rows.Select(row => NumberCell.LooksLikeNumber(ColumnLayout.CellOf(row, layout.Number)))];
        _usualShape = Enumerable
            .Range(0, rows.Count)
            .Skip(layout.HeadingRow + 1 ?? 0)
            .Where(IsStudent)
            .GroupBy(ShapeOfNumber, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Key)
            .FirstOrDefault();
        var students = Enumerable
            .Range(0, rows.Count)
            .Where(place => IsStudent(place) && !LooksLikeOther(place))
            .ToList();
        (_firstStudent, _lastStudent) = students.Count == 0 ? (rows.Count, -1) : (students[0], students[^1]);
    }

    /// <returns>The lines that are to be students.</returns>
    public static IReadOnlyList<TableRow> Sort(
        IReadOnlyList<TableRow> rows,
        ColumnLayout layout,
        out IReadOnlyList<SkippedLine> skipped
    )
    {
        var sorter = new RowSorter(rows, layout);
        var (kept, left) = (new List<TableRow>(), new List<SkippedLine>());
        var isFooter = false;
        for (var place = 0; place < rows.Count; place++)
        {
            var reason = sorter.ReasonToSkip(place, isFooter);
            isFooter |= reason == SkipReason.Footer && place > sorter._lastStudent;
            if (reason is { } known)
                left.Add(new(rows[place].Line, TextOf(rows[place]), known));
            else
                kept.Add(rows[place]);
        }

        skipped = left;
        return kept;
    }

    /// <summary>The cells of a line, for people.</summary>
    public static string TextOf(TableRow row)
    {
        var text = string.Join(" | ", row.Cells.Select(cell => cell.Text).Where(text => text.Length > 0));
        return text.Length <= MaxText ? text : text[..MaxText];
    }

    private SkipReason? ReasonToSkip(int place, bool isFooter)
    {
        var row = _rows[place];
        if (place == _layout.HeadingRow)
            return SkipReason.Heading;
        if (IsStudent(place) && !LooksLikeOther(place))
            return null;
        if (place < _layout.HeadingRow || IsTitle(place))
            return SkipReason.Title;
        if (_heading is not null && Fold(row) == _heading)
            return SkipReason.RepeatedHeading;
        if (_hasNumber[place] && !LooksLikeOther(place))
            return null;
        return isFooter || IsFooter(place) ? SkipReason.Footer
            : _layout.HasNeitherNumberNorName(row) ? SkipReason.Empty
            : null;
    }

    private bool IsStudent(int place) => _hasNumber[place] && _layout.NameOf(_rows[place]).Length > 0;

    /// <summary>
    /// A line with a number of another form than the students have: above the headings it belongs to the title
    /// (<c>Ders Kodu | BIL1001</c>), and with the word of a footer it is one (<c>Toplam | 42</c>).
    /// </summary>
    private bool LooksLikeOther(int place) =>
        ShapeOfNumber(place) != _usualShape
        && (
            place < _layout.HeadingRow
            || _rows[place].Cells.Any(cell => cell.Text.Length is > 0 and <= MaxText && IsFooterText(cell.Text))
        );

    /// <summary>Where the digits and the letters of the number are.</summary>
    private string ShapeOfNumber(int place) =>
        string.Concat(
            ColumnLayout
                .CellOf(_rows[place], _layout.Number)
                .Text.Select(c =>
                    char.IsDigit(c) ? '0'
                    : char.IsLetter(c) ? 'a'
                    : c
                )
        );

    /// <summary>Without headings: what stands above the first student in a single cell.</summary>
    private bool IsTitle(int place) =>
        _layout.HeadingRow is null
        && place < _firstStudent
        && _firstStudent < _rows.Count
        && IsAlone(_rows[place])
        && !_hasNumber[place];

    private bool IsFooter(int place)
    {
        var row = _rows[place];
        var first = row.Cells.Select(cell => cell.Text).FirstOrDefault(text => text.Length > 0) ?? "";
        if (first.Length <= MaxText && IsFooterText(first))
            return true;
        if (place <= _lastStudent || _lastStudent < 0 || place == 0 || row.Line <= _rows[place - 1].Line + 1)
            return false;
        // Below the list, with an empty line in between, somebody signs, or figures are added up.
        return IsAlone(row) ? IsSignature(row, first) : IsSum(place);
    }

    /// <summary>A name in the column of names may be a student's whose number is missing.</summary>
    private bool IsSignature(TableRow row, string text) =>
        !text.Any(char.IsAsciiDigit)
        && (
            ColumnLayout.CellOf(row, _layout.Name).Text.Length == 0
            || Array.Exists(AcademicTitles, title => Headings.Fold(text).StartsWith(title, StringComparison.Ordinal))
        );

    /// <summary>A word and a figure, and no number of a student.</summary>
    private bool IsSum(int place)
    {
        var filled = _rows[place].Cells.Where(cell => cell.Text.Length > 0).ToList();
        return filled.Count == 2 && !_hasNumber[place] && filled[1].Text.All(char.IsAsciiDigit);
    }

    private static bool IsFooterText(string text)
    {
        var folded = Headings.Fold(text);
        var word = Headings.Fold(text.Split([' ', ':', '\u00A0', '/', '.'], 2)[0]);
        return (FooterWords.Contains(word) && (folded == word || !text.All(c => char.IsLetter(c) || c == ' ')))
            || FooterStarts.Any(start => folded.StartsWith(start, StringComparison.Ordinal));
    }

    private static bool IsAlone(TableRow row) => row.Cells.Count(cell => cell.Text.Length > 0) == 1;

    private static string Fold(TableRow row) =>
        string.Join('|', row.Cells.Select(cell => Headings.Fold(cell.Text))).Trim('|');
}
