namespace Attn.Domain;

/// <summary>When a class session may be opened, extended and finished, and by whom.</summary>
public static class ClassSessionRules
{
    /// <summary>The longest window, from start to end, extensions included.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromHours(24);

    /// <summary>The furthest start ahead: a term's plan fits, a mistyped year does not.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>Ends the session now. One that has ended already stays as it is; one that has not begun becomes empty.</summary>
    public static SessionChange<SessionOutcome> Finish(ClassSession session, string teacherNumber, DateTimeOffset now)
    {
        if (session.TeacherNumber != teacherNumber)
            return new(new SessionOutcome.NotFound());
        if (session.HasEnded(now))
            return new(new SessionOutcome.Done(session));

        var finished = session with { StartTime = session.HasStarted(now) ? session.StartTime : now, EndTime = now };
        return new(new SessionOutcome.Done(finished)) { Session = finished };
    }

    /// <summary>Moves the end of a live session, forward or back, but never into the past.</summary>
    public static SessionChange<SessionOutcome> Extend(
        ClassSession session,
        string teacherNumber,
        DateTimeOffset endTime,
        DateTimeOffset now
    )
    {
        if (session.TeacherNumber != teacherNumber)
            return new(new SessionOutcome.NotFound());
        if (session.HasEnded(now))
            return new(new SessionOutcome.Ended());
        if (FindWindowProblem(session.StartTime, endTime, now) is { } problem)
            return new(new SessionOutcome.BadWindow(problem));

        var extended = session with { EndTime = endTime };
        return new(new SessionOutcome.Done(extended)) { Session = extended };
    }

    /// <summary>What is wrong with a window, in words for the teacher, or <c>null</c>.</summary>
    public static string? FindWindowProblem(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (end <= start)
            return "The end must be later than the start.";
        if (end <= now)
            return "The session would already be over: choose an end in the future.";
        if (end - start > LongestWindow)
            return "A session lasts 24 hours at most.";
        return start - now > FurthestAhead ? "A session starts within a year from now." : null;
    }
}
