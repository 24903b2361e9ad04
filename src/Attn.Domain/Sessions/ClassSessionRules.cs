namespace Attn.Domain;

/// <summary>When a class session may be opened, extended, finished and cancelled, and by whom.</summary>
public static class ClassSessionRules
{
    /// <summary>From start to end, extensions included.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromHours(24);

    /// <summary>How far ahead a session may start: enough for a term's plan, too little for a mistyped year.</summary>
    public static readonly TimeSpan MaxLeadTime = TimeSpan.FromDays(366);

    /// <summary>
    /// How many sessions of one teacher may wait or run: more than a term's plan of every course, too few to fill the
    /// store.
    /// </summary>
    public const int MaxUnended = 500;

    /// <summary>
    /// Whether another session of the teacher keeps the time from <paramref name="from"/>, which has not passed, to
    /// <paramref name="until"/> from being used. Windows that touch do not overlap; what has ended is in nobody's way.
    /// </summary>
    public static bool IsInTheWay(ClassSession other, DateTimeOffset from, DateTimeOffset until) =>
        other.StartTime < until && other.ClosesAt > from;

    /// <summary>
    /// Why a session cannot be opened beside those of its teacher that have not ended at <paramref name="now"/>;
    /// <c>null</c>: it can. The store asks in the step in which it opens the session.
    /// </summary>
    public static ClassSessionRefusal? FindOpeningBlocker(
        ClassSession session,
        IReadOnlyCollection<ClassSession> unended,
        DateTimeOffset now
    )
    {
        if (unended.Any(other => IsInTheWay(other, FirstTaken(session, now), session.EndTime)))
            return ClassSessionRefusal.Overlaps;
        return unended.Count >= MaxUnended ? ClassSessionRefusal.TooManyPlanned : null;
    }

    /// <summary>The first moment that a session needs for itself: what lies in the past is over.</summary>
    public static DateTimeOffset FirstTaken(ClassSession session, DateTimeOffset now) =>
        session.StartTime > now ? session.StartTime : now;

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
        return new(extended) { Session = extended, OutcomeIfOverlaps = ClassSessionRefusal.Overlaps };
    }

    /// <summary>
    /// Cancels a session that waits or runs: from now on it takes nobody and counts for nobody. A cancelled one stays
    /// as it is.
    /// </summary>
    /// <param name="actor">Who is signed in: the teacher, or a colleague who acts for the teacher.</param>
    public static SessionChange<Outcome<ClassSession, ClassSessionRefusal>> Cancel(
        ClassSession session,
        string teacherNumber,
        string actor,
        string reason,
        DateTimeOffset now
    )
    {
        if (session.TeacherNumber != teacherNumber)
            return new(ClassSessionRefusal.NotFound);
        if (session.CancelledAt is not null)
            return new(session);
        if (session.HasEnded(now))
            return new(ClassSessionRefusal.Ended);

        var cancelled = session with
        {
            EndTime = session.HasStarted(now) ? now : session.EndTime,
            CancelledAt = now,
            CancelReason = reason,
        };
        return new(cancelled)
        {
            Session = cancelled,
            Audit = new(now, actor, AuditAction.CancelSession, StudentNumber: null, Before: null, After: null, reason),
        };
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
