namespace Attn.Domain;

/// <summary>What a rule decided about a class session; the store carries it out in the same atomic step in which it read the session.</summary>
public sealed record SessionChange<TOutcome>(TOutcome Outcome)
{
    /// <summary>The session to write, or <c>null</c>: nothing changes.</summary>
    public ClassSession? Session { get; init; }
}

/// <summary>How a change of a class session ended. Closed.</summary>
public abstract record SessionOutcome
{
    private SessionOutcome() { }

    public sealed record Done(ClassSession Session) : SessionOutcome;

    /// <summary>No such session, or somebody else's.</summary>
    public sealed record NotFound : SessionOutcome;

    public sealed record Ended : SessionOutcome;

    public sealed record BadWindow(string Problem) : SessionOutcome;
}
