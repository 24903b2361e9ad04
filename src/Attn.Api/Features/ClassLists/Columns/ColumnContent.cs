using System.Globalization;
using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>What the cells of a column look like.</summary>
internal sealed class ColumnContent
{
    /// <summary>Of the cells of a column: so many say what it holds.</summary>
    private const double MinShare = 0.6;

    /// <summary>So many rows tell what a column holds; a file of many columns would take seconds.</summary>
    private const int MaxRows = 500;

    private readonly int _filled;
    private readonly int _numbers;
    private readonly int _possibleNumbers;
    private readonly int _accounts;
    private readonly int _identities;
    private readonly int _phones;
    private readonly int _names;
    private readonly int _words;
    private readonly int _singleWords;
    private readonly int _distinct;
    private readonly double _averageLength;

    private ColumnContent(IReadOnlyList<TableCell> filled)
    {
        _filled = filled.Count;
        if (_filled == 0)
            return;
        _numbers = filled.Count(NumberCell.LooksLikeNumber);
        _possibleNumbers = filled.Count(cell => NumberCell.Read(cell).IsGood);
        _accounts = filled.Count(cell => !cell.Text.All(c => char.IsLetter(c) || char.IsWhiteSpace(c)));
        _identities = filled.Count(cell => IdentityNumbers.IsValid(cell.Text));
        _phones = filled.Count(cell => IsPhone(cell.Text));
        _names = filled.Count(cell => NameCell.LooksLikeName(cell.Text));
        _words = filled.Count(cell => cell.Text.Any(char.IsLetter));
        _singleWords = filled.Count(cell => !cell.Text.Contains(' ', StringComparison.Ordinal));
        _distinct = filled.Select(cell => cell.Text).Distinct(StringComparer.Ordinal).Count();
        _averageLength = filled.Average(cell => cell.Text.Length);
        CountsRows = IsRun([.. filled.Select(cell => SmallNumber(cell.Text)).OfType<int>()], _filled);
    }

    public bool IsEmpty => _filled == 0;

    /// <summary>In about as many rows as the other: the two may be parts of one.</summary>
    public bool IsFilledLike(ColumnContent other) => _filled >= MinShare * other._filled;

    /// <summary>1, 2, 3 …: the numbers of the rows.</summary>
    public bool CountsRows { get; }

    public bool HoldsNumbers => _filled > 0 && _numbers >= MinShare * _filled;

    /// <summary>Digits or not.</summary>
    public bool MayHoldNumbers => _filled > 0 && _possibleNumbers >= MinShare * _filled;

    /// <summary>Such as <c>demo_student</c>, and no plain words.</summary>
    public bool HoldsAccounts => MayHoldNumbers && _accounts > 0;

    public bool HoldsNames => _filled > 0 && _names >= MinShare * _filled;

    /// <summary>Anything with letters, if only in one row.</summary>
    public bool HoldsWords => _words > 0;

    /// <summary>Given names or surnames alone.</summary>
    public bool HoldsSingleWords => _singleWords > 0.5 * _filled;

    public bool HoldsIdentityNumbers => _filled > 0 && _identities >= MinShare * _filled;

    /// <summary>As a student's number or name does, and a department does not.</summary>
    public bool Differs => _distinct > 0.5 * _filled || _filled < 3;

    /// <summary>One word for everybody: a department, and nobody's surname.</summary>
    public bool IsConstant => _distinct == 1 && _filled >= 10;

    /// <summary>How well the column would do as that of student numbers: the higher, the better.</summary>
    public double NumberRank =>
        (CountsRows ? 0 : 1000)
        + (HoldsIdentityNumbers ? 0 : 400)
        + (_phones >= MinShare * _filled ? 0 : 200)
        + (Differs ? 100 : 0)
        + (HoldsNumbers ? 50 : 0)
        + (_averageLength >= 4 ? 10 : 0);

    public static ColumnContent[] Of(IReadOnlyList<TableRow> rows, int width) =>
        [
            .. Enumerable
                .Range(0, width)
                .Select(place => new ColumnContent([
                    .. rows.Take(MaxRows)
                        .Select(row => ColumnLayout.CellOf(row, place))
                        .Where(cell => cell.Text.Length > 0),
                ])),
        ];

    /// <summary>A title or a footer in between does no harm.</summary>
    private static bool IsRun(List<int> numbers, int filled) =>
        numbers.Count >= 0.8 * filled
        && numbers.Count > 0
        && numbers[0] == 1
        && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second == pair.First + 1);

    private static int? SmallNumber(string text) =>
        text.Length <= 5
        && int.TryParse(text.TrimEnd('.', ')', '-'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A Turkish mobile number, or one with its country's code.</summary>
    private static bool IsPhone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return text[0] is '+' or '('
            || (digits.Length == 11 && digits.StartsWith("05", StringComparison.Ordinal))
            || (digits.Length == 10 && digits[0] == '5');
    }
}
