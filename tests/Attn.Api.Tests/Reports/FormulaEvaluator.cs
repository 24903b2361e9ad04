using System.Globalization;
using System.Text.RegularExpressions;

namespace Attn.Api.Tests.Reports;

/// <summary>
/// Computes the formulas of the reports anew, from the cells that they name; it uses no stored result.
/// </summary>
internal sealed partial class FormulaEvaluator(List<FileSheet> sheets)
{
    /// <returns>A number, or an empty text.</returns>
    public object Value(FileSheet sheet, (int Row, int Column) at) =>
        !sheet.Cells.TryGetValue(at, out var cell) ? ""
        : cell.Formula is { } formula ? new Reading(this, sheet, formula).All()
        : cell.IsText || cell.Value.Length == 0 ? cell.Value
        : decimal.Parse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed class Reading(FormulaEvaluator evaluator, FileSheet sheet, string formula)
    {
        private readonly List<string> _tokens = [.. Token().Matches(formula).Select(match => match.Value)];
        private int _next;

        public object All()
        {
            var value = Comparison();
            Assert.Equal(_tokens.Count, _next);
            return value;
        }

        private object Comparison()
        {
            var left = Sum();
            if (!TryTake(">"))
                return left;
            return Number(left) > Number(Sum()) ? 1m : 0m;
        }

        private object Sum()
        {
            var value = Product();
            while (_next < _tokens.Count && _tokens[_next] is "+" or "-")
                value = Take() == "+" ? Number(value) + Number(Product()) : Number(value) - Number(Product());
            return value;
        }

        private object Product()
        {
            var value = Single();
            while (TryTake("/"))
                value = Number(value) / Number(Single());
            return value;
        }

        private object Single()
        {
            var token = Take();
            if (token.StartsWith('"'))
                return token.Trim('"');
            if (char.IsAsciiDigit(token[0]))
                return decimal.Parse(token, CultureInfo.InvariantCulture);
            if (_next < _tokens.Count && _tokens[_next] == "(")
                return Call(token);
            return evaluator.Value(sheet, CellNames.At(token));
        }

        private object Call(string function)
        {
            Take();
            switch (function)
            {
                case "COUNTIF":
                case "SUMIF":
                case "COUNTA":
                    return Counted(function);
                case "IF":
                    var isSo = Number(Comparison()) > 0;
                    var start = Skip(",");
                    var yes = Argument(start, isSo);
                    var no = Argument(Skip(","), !isSo);
                    Skip(")");
                    return isSo ? yes : no;
                default:
                    List<decimal> values = [Number(Comparison())];
                    while (TryTake(","))
                        values.Add(Number(Comparison()));
                    Skip(")");
                    return function switch
                    {
                        "INT" => Math.Floor(values[0]),
                        "MAX" => values.Max(),
                        "ROUND" => Math.Round(values[0], (int)values[1], MidpointRounding.AwayFromZero),
                        _ => throw new Xunit.Sdk.XunitException(function),
                    };
            }
        }

        /// <summary>An argument that is not asked for is read over: it may divide by zero.</summary>
        private object Argument(int start, bool isAsked)
        {
            if (isAsked)
                return Comparison();
            var depth = 0;
            for (_next = start; depth > 0 || _tokens[_next] is not ("," or ")"); _next++)
                depth +=
                    _tokens[_next] == "(" ? 1
                    : _tokens[_next] == ")" ? -1
                    : 0;
            return "";
        }

        private object Counted(string function)
        {
            var range = Range(Take());
            if (function == "COUNTA")
            {
                Skip(")");
                return (decimal)range.Count(text => text.Length > 0);
            }

            Skip(",");
            var letter = Take().Trim('"');
            if (function == "COUNTIF")
            {
                Skip(")");
                return (decimal)range.Count(text => text == letter);
            }

            Skip(",");
            var worth = Range(Take());
            Skip(")");
            return range
                .Zip(worth)
                .Where(pair => pair.First == letter)
                .Sum(pair => decimal.Parse(pair.Second, CultureInfo.InvariantCulture));
        }

        private List<string> Range(string token)
        {
            var parts = token.Split('!');
            var of = parts.Length == 1 ? sheet : evaluator.Named(parts[0].Trim('\''));
            var ends = parts[^1].Split(':');
            var (first, last) = (CellNames.At(ends[0]), CellNames.At(ends[1]));
            return
            [
                .. from row in Enumerable.Range(first.Row, last.Row - first.Row + 1)
                from column in Enumerable.Range(first.Column, last.Column - first.Column + 1)
                select of[row, column],
            ];
        }

        private static decimal Number(object value) => value as decimal? ?? 0;

        private string Take() => _tokens[_next++];

        private bool TryTake(string token)
        {
            var isThere = _next < _tokens.Count && _tokens[_next] == token;
            _next += isThere ? 1 : 0;
            return isThere;
        }

        private int Skip(string token)
        {
            Assert.Equal(token, Take());
            return _next;
        }
    }

    private FileSheet Named(string name) => sheets.Single(sheet => sheet.Name == name);

    [GeneratedRegex(
        @"""[^""]*""|('[^']+'!)?\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?|[A-Z]+|[0-9.]+|[-+/(),>]",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();
}
