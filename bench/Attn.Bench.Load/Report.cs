using System.Globalization;
using System.Text;

namespace Attn.Bench.Load;

/// <summary>The result as tables: each figure is the median of its rounds, minimum and maximum in brackets.</summary>
internal static class Report
{
    private static readonly string[] Headings =
    [
        "what",
        "connections",
        "rounds",
        "requests",
        "req/s",
        "p50 ms",
        "p99 ms",
        "failures",
        "of /health",
        "generator µs/req",
    ];

    public static string Of(IReadOnlyList<Measurements> measured, bool markdown)
    {
        string[][] rows = [.. measured.SelectMany(each => each.Figures).Select(Cells)];
        string[][] timings =
        [
            .. measured
                .SelectMany(each => each.Timings)
                .Select(timing =>
                    new[] { timing.Name, Count(timing.Milliseconds.Count), Spread(timing.Milliseconds, "0") }
                ),
        ];
        var text = new StringBuilder();
        Append(text, Headings, rows, markdown);
        if (timings.Length > 0)
            Append(text.AppendLine(), ["what", "rounds", "ms"], timings, markdown);
        return text.ToString();
    }

    private static string[] Cells(Figure figure) =>
        [
            figure.Name,
            Count(figure.Connections),
            Count(figure.Rounds.Count),
            Count(figure.Rounds.Sum(round => round.Requests)),
            Spread(figure.Rounds.Select(round => round.PerSecond), "0"),
            Spread(figure.Rounds.Select(round => round.Percentile(0.5)), "0.0"),
            Spread(figure.Rounds.Select(round => round.Percentile(0.99)), "0.0"),
            Count(figure.Rounds.Sum(round => round.Failures)),
            figure.Ratios.Count == 0 ? "" : Spread(figure.Ratios, "0.00"),
            Number(Load.Spread.Of(figure.Rounds.Select(round => round.GeneratorMicroseconds)).Median, "0"),
        ];

    private static string Spread(IEnumerable<double> values, string format)
    {
        var spread = Load.Spread.Of(values);
        return $"{Number(spread.Median, format)} ({Number(spread.Min, format)}–{Number(spread.Max, format)})";
    }

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, string[] headings, string[][] rows, bool markdown)
    {
        int[] widths =
        [
            .. headings.Select(
                (heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max()
            ),
        ];
        AppendLine(text, headings, widths, markdown);
        AppendLine(
            text,
            [
                .. widths.Select(
                    (width, column) =>
                        column > 0 && markdown ? new string('-', width - 1) + ":" : new string('-', width)
                ),
            ],
            widths,
            markdown
        );
        foreach (var row in rows)
            AppendLine(text, row, widths, markdown);
    }

    private static void AppendLine(StringBuilder text, string[] cells, int[] widths, bool markdown)
    {
        var padded = cells.Select(
            (cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])
        );
        text.AppendLine(markdown ? $"| {string.Join(" | ", padded)} |" : string.Join("  ", padded).TrimEnd());
    }
}
