namespace Attn.Api.Tests.Terms;

/// <summary>What was done in a course, and nothing that the program said about it.</summary>
internal sealed class LoggedCourse(Guid id, Guid termId, string name, IReadOnlyList<string> teachers)
{
    public Guid Id => id;

    public Guid TermId => termId;

    public string Name => name;

    /// <summary>The numbers of those who teach it; each of them sees the same.</summary>
    public IReadOnlyList<string> Teachers => teachers;

    public LoggedPolicy Policy { get; set; } = new();

    /// <summary>Empty: the course has no class list.</summary>
    public Dictionary<string, LoggedEnrolment> List { get; } = new(StringComparer.Ordinal);

    /// <summary>The length of the slot of every session, once the course has a timetable.</summary>
    public decimal? SlotHours { get; set; }

    public List<LoggedSession> Sessions { get; } = [];

    public IEnumerable<LoggedSession> Held =>
        Sessions.Where(session => session.IsHeld).OrderBy(session => session.Start);

    /// <summary>Everybody with a record in a session that was held.</summary>
    public HashSet<string> Seen => Held.SelectMany(session => session.Words.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>Who is expected on a day: the list of that day or, without a list, everybody seen.</summary>
    public IEnumerable<string> ExpectedIn(LoggedSession session) =>
        List.Count == 0 ? Seen : List.Where(each => each.Value.Covers(session.Day)).Select(each => each.Key);
}

/// <summary>A student on the class list.</summary>
internal sealed record LoggedEnrolment(DateOnly? From = null, DateOnly? To = null, bool IsExempt = false)
{
    public bool Covers(DateOnly day) => (From is null || day >= From) && (To is null || day <= To);
}

/// <summary>The words and numbers of the policy that was sent.</summary>
internal sealed record LoggedPolicy(
    string Counts = "sessions",
    string Excused = "neutral",
    int Lates = 0,
    decimal Limit = 70,
    decimal? Planned = null,
    decimal? HoursPerSession = null
);

internal sealed class LoggedSession(Guid id, DateTimeOffset start)
{
    public Guid Id => id;

    public DateTimeOffset Start { get; set; } = start;

    public DateTimeOffset End { get; set; }

    public int? LateAfter { get; init; }

    public decimal? Hours { get; init; }

    public bool IsPast { get; set; }

    public bool IsCancelled { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsHeld => IsPast && !IsCancelled && !IsDeleted && End > Start;

    /// <summary>Of everybody who has a record.</summary>
    public Dictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Turkey has had one offset since 2016.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Start.ToOffset(TimeSpan.FromHours(3)).DateTime);

    public string WordOf(string student) => Words.GetValueOrDefault(student, "absent");

    /// <summary>Of somebody who is there at this moment.</summary>
    public string WordAt(DateTimeOffset now) =>
        LateAfter is { } minutes && now > Start.AddMinutes(minutes) ? "late" : "present";

    /// <param name="policy">Of the course.</param>
    /// <param name="slot">The length of the session's slot, if the course has a timetable.</param>
    public decimal HoursBy(LoggedPolicy policy, decimal? slot)
    {
        if ((Hours ?? slot) is { } known)
            return known;
        if (policy.HoursPerSession is { } each)
            return each;
        var window = Math.Round((decimal)(End - Start).TotalMilliseconds / 3_600_000, 2, MidpointRounding.AwayFromZero);
        return window < 1 ? 1 : window;
    }
}
