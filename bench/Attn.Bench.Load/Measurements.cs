namespace Attn.Bench.Load;

/// <summary>One line of the result: the same load, measured a few times.</summary>
/// <param name="Ratios">Per round: its rate over that of <c>GET /health</c> just before and after it. Empty for the baseline itself.</param>
internal sealed record Figure(string Name, int Connections, IReadOnlyList<Round> Rounds, IReadOnlyList<double> Ratios);

/// <summary>A time that belongs to a round as a whole, in milliseconds.</summary>
internal sealed record Wait(string Name, IReadOnlyList<double> Milliseconds);

/// <summary>Collects rounds, each between two measurements of the baseline.</summary>
internal sealed class Measurements(string baseline, int connections)
{
    private readonly List<Round> _health = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, List<(Round Round, double HealthPerSecond)>> _loads = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, List<double>> _waits = new(StringComparer.Ordinal);

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

    public IEnumerable<Wait> Waits => _waits.Select(wait => new Wait(wait.Key, wait.Value));

    /// <summary>What went wrong, one text for each.</summary>
    public IEnumerable<string> Problems =>
        _problems.Concat(
            Figures.SelectMany(figure => figure.Rounds).Select(round => round.FirstFailure).OfType<string>()
        );

    /// <summary>Notes what is wrong, if anything.</summary>
    public void Expect(string? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
    }

    public void AddHealth(Round before, Round after) => _health.AddRange([before, after]);

    public void Add(string name, Round round, Round healthBefore, Round healthAfter) =>
        ListOf(_loads, name).Add((round, (healthBefore.PerSecond + healthAfter.PerSecond) / 2));

    public void AddWait(string name, double milliseconds) => ListOf(_waits, name).Add(milliseconds);

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string name)
    {
        if (!lists.TryGetValue(name, out var list))
            lists[name] = list = [];
        return list;
    }
}
