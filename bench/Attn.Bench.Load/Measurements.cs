namespace Attn.Bench.Load;

/// <summary>Collects rounds, each between two measurements of the baseline.</summary>
internal sealed class Measurements(string baseline, int connections)
{
    private readonly List<Round> _health = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, List<(Round Round, double HealthPerSecond)>> _loads = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, List<double>> _timings = new(StringComparer.Ordinal);

    public IEnumerable<Figure> Figures =>
        [
            new(baseline, connections, _health, []),
            .. _loads.Select(load => new Figure(
                load.Key,
                connections,
                [.. load.Value.Select(each => each.Round)],
                [.. load.Value.Select(each => each.Round.PerSecond / each.HealthPerSecond)]
            )),
        ];

    public IEnumerable<RoundTiming> Timings => _timings.Select(timing => new RoundTiming(timing.Key, timing.Value));

    /// <summary>What went wrong, one text for each.</summary>
    public IEnumerable<string> Problems =>
        _problems.Concat(
            Figures.SelectMany(figure => figure.Rounds).Select(round => round.FirstFailure).OfType<string>()
        );

    /// <param name="problem"><c>null</c>: there is none.</param>
    public void AddProblem(string? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
    }

    public void AddHealth(Round before, Round after) => _health.AddRange([before, after]);

    public void Add(string name, Round round, Round healthBefore, Round healthAfter) =>
        ListOf(_loads, name).Add((round, (healthBefore.PerSecond + healthAfter.PerSecond) / 2));

    public void AddTiming(string name, double milliseconds) => ListOf(_timings, name).Add(milliseconds);

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string name)
    {
        if (!lists.TryGetValue(name, out var list))
            lists[name] = list = [];
        return list;
    }
}
