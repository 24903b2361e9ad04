namespace Attn.Domain;

/// <summary>When a class session may be opened, extended and finished, and by whom.</summary>
public static class ClassSessionRules
{
    /// <summary>From start to end, extensions included.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromHours(24);

    /// <summary>How far ahead a session may start: enough for a term's plan, too little for a mistyped year.</summary>
    public static readonly TimeSpan MaxLeadTime = TimeSpan.FromDays(366);

    /// <summary>
    /// Ends the session now. An ended session stays as it is; one that has not started gets an empty window.
    /// </summary>
    public static SessionChange<Outcome<ClassSession, ClassSessionRefusal>> Finish(
        ClassSession session,
        string teacherNumber,
        DateTimeOffset now
    )
    {
        if (session.TeacherNumber != teacherNumber)
            return new(ClassSessionRefusal.NotFound);
        if (session.HasEnded(now))
            return new(session);

        var finished = session with { StartTime = session.HasStarted(now) ? session.StartTime : now, EndTime = now };
        return new(finished) { Session = finished };
    }

    /// <summary>Moves the end of a live session, later or earlier, but never into the past.</summary>
    public static SessionChange<Outcome<ClassSession, ClassSessionRefusal>> Extend(
        ClassSession session,
        string teacherNumber,
        DateTimeOffset endTime,
        DateTimeOffset now
    )
    {
        if (session.TeacherNumber != teacherNumber)
            return new(ClassSessionRefusal.NotFound);
        if (session.HasEnded(now))
            return new(ClassSessionRefusal.Ended);
        if (FindWindowProblem(session.StartTime, endTime, now) is { } problem)
            return new(problem);

        var extended = session with { EndTime = endTime };
        return new(extended) { Session = extended };
    }

    /// <summary>What is wrong with a window, or <c>null</c>.</summary>
    public static ClassSessionRefusal? FindWindowProblem(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        if (end <= start)
            return ClassSessionRefusal.EndsBeforeStart;
        if (end <= now)
            return ClassSessionRefusal.EndsInThePast;
        if (end - start > MaxWindow)
            return ClassSessionRefusal.TooLong;
        return start - now > MaxLeadTime ? ClassSessionRefusal.StartsTooFarAhead : null;
    }
}
