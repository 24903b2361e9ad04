namespace Attn.Domain;

/// <summary>Which terms may be entered beside others.</summary>
public static class TermRules
{
    public const int MaxNameLength = 100;

    /// <summary>A year's course, and no mistyped year.</summary>
    private const int MaxDays = 400;

    public static TermRefusal? FindProblem(Term term)
    {
        if (string.IsNullOrWhiteSpace(term.Name) || term.Name.Length > MaxNameLength)
            return TermRefusal.NameNeeded;
        if (term.LastDay < term.FirstDay)
            return TermRefusal.EndsBeforeItBegins;
        return term.LastDay.DayNumber - term.FirstDay.DayNumber >= MaxDays ? TermRefusal.TooLong : null;
    }

    /// <summary>What becomes of the known terms when one is entered.</summary>
    /// <param name="used">The terms that have courses.</param>
    public static Outcome<TermPlan, TermRefusal> Enter(
        Term entered,
        IReadOnlyCollection<Term> known,
        IReadOnlySet<Guid> used
    )
    {
        var named = known.FirstOrDefault(term => term.IsEntered && term.Name == entered.Name);
        var others = known.Where(term => term.Id != named?.Id && term.Overlaps(entered)).ToList();
        if (others.Exists(term => term.IsEntered))
            return TermRefusal.Overlaps;

        // A made term of which only an end lies inside keeps its courses: it is cut.
        var heir =
            named
            ?? others
                .Where(term => 2 * SharedDays(term, entered) > DaysOf(term))
                .OrderByDescending(term => SharedDays(term, entered))
                .FirstOrDefault();
        var parts = others.Where(term => term.Id != heir?.Id).Select(term => (term, Left: Cut(term, entered))).ToList();
        if (parts.Exists(part => part.Left is null && used.Contains(part.term.Id)))
            return TermRefusal.Overlaps;
        return new TermPlan(
            entered with
            {
                Id = heir?.Id ?? entered.Id,
            },
            [.. parts.Select(part => part.Left).OfType<Term>()],
            [.. parts.Where(part => part.Left is null).Select(part => part.term.Id)]
        );
    }

    private static int SharedDays(Term one, Term other) =>
        Math.Min(one.LastDay.DayNumber, other.LastDay.DayNumber)
        - Math.Max(one.FirstDay.DayNumber, other.FirstDay.DayNumber)
        + 1;

    private static int DaysOf(Term term) => term.LastDay.DayNumber - term.FirstDay.DayNumber + 1;

    /// <summary>The part before the entered term or, where there is none, the part after it.</summary>
    private static Term? Cut(Term term, Term entered)
    {
        if (term.FirstDay < entered.FirstDay)
            return term with { LastDay = entered.FirstDay.AddDays(-1) };
        return term.LastDay > entered.LastDay ? term with { FirstDay = entered.LastDay.AddDays(1) } : null;
    }
}

/// <summary>The writes that enter a term.</summary>
/// <param name="Cut">Terms that keep only the days before or after it.</param>
/// <param name="Removed">Terms of which nothing is left.</param>
public sealed record TermPlan(Term Entered, IReadOnlyList<Term> Cut, IReadOnlyList<Guid> Removed);

/// <summary>Why a term was not entered.</summary>
public enum TermRefusal
{
    NameNeeded,

    EndsBeforeItBegins,

    /// <summary>It would last for more than 400 days.</summary>
    TooLong,

    /// <summary>It shares days with another entered term, or leaves none to a made one that has courses.</summary>
    Overlaps,
}
