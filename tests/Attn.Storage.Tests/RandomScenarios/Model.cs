namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>
/// The rules once more, written from the contract without a look at Domain: the expected state of every student's
/// record. It knows neither stores nor an archive, because where the data is must make no difference.
/// </summary>
internal sealed class Model
{
    public const string Pending = "FACE_RECOGNITION_PENDING";
    private const string TimedOut = "FACE_VERIFICATION_TIMEOUT";

    /// <summary>In the order of their opening.</summary>
    public List<Session> Sessions { get; } = [];

    /// <summary>The teacher's one class session that has not ended.</summary>
    public Session? Running(DateTimeOffset now) =>
        Sessions.SingleOrDefault(session => now >= session.Start && !session.HasEnded(now));

    public string Open(DateTimeOffset start, DateTimeOffset end, DateTimeOffset now) =>
        Sessions.Any(other => IsTaken(other, start > now ? start : now, end)) ? "Overlaps" : "Done";

    private static bool IsTaken(Session other, DateTimeOffset from, DateTimeOffset until) =>
        other.Start < until && other.Closing > from;

    public static string CheckIn(Session session, string student, Guid? check, string? failure, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "SessionNotFound";
        if (session.CancelledAt is not null)
            return "Cancelled";
        if (session.HasEnded(now))
            return "Ended";
        if (now < session.Start)
            return "NotStarted";
        var record = session.Records.GetValueOrDefault(student);
        if (record is { State.IsDeleted: false })
        {
            if (record.State.IsPresent)
                return "AlreadyPresent";
            if (record.State.ByTeacher)
                return "DecidedByTeacher";
            if (record.State.Reason == Pending)
                return "AlreadyPending";
            if (check is not null && record.RefusedChecks >= 5)
                return "TooManyFaceChecks";
        }

        record ??= new();
        session.Records[student] = record;
        record.State =
            check is not null ? new(Reason: Pending)
            : failure is not null ? new(Reason: failure)
            : new(PresentAt: now);
        record.Replaced = null;
        record.Check = check;
        record.Attempts++;
        record.LastAttempt = now;
        session.Stamp(record, now);
        return "Done";
    }

    public static string Decide(
        Session session,
        string student,
        Decision decision,
        bool onlyAfterEnd,
        string text,
        DateTimeOffset now
    )
    {
        if (session.IsDeleted)
            return "SessionNotFound";
        if (onlyAfterEnd && !session.HasEnded(now))
            return "StillLive";
        var record = session.Records.GetValueOrDefault(student);
        if (decision is Decision.AddPresent or Decision.AddAbsent)
        {
            record ??= new() { State = new(Reason: "never existed", ByTeacher: true, IsDeleted: true) };
            session.Records[student] = record;
            record.TypedName = text;
        }
        else if (record is null || (record.State.IsDeleted && (decision != Decision.Undo || record.Replaced is null)))
        {
            return "RecordNotFound";
        }
        else if (decision == Decision.Undo && record.Replaced is null)
        {
            return "NothingToUndo";
        }

        var before = record.State;
        record.State = decision switch
        {
            Decision.Accept or Decision.AddPresent => new(PresentAt: now, ByTeacher: true),
            Decision.Fail or Decision.AddAbsent => new(Reason: text, ByTeacher: true),
            Decision.FailAsPending => new(Reason: Pending, ByTeacher: true),
            Decision.Delete => record.State with { IsDeleted = true },
            _ => AfterUndo(record.Replaced!),
        };
        record.Replaced = decision == Decision.Undo ? null : before;
        session.Stamp(record, now);
        session.Trail.Add(new(session.Version, ActionOf(decision), student, before, record.State));
        return "Done";
    }

    /// <returns>Whether it settled the record.</returns>
    public static bool Settle(
        Session session,
        string student,
        Guid check,
        bool isPassed,
        string text,
        DateTimeOffset now
    )
    {
        if (FindWaiting(session, student, check, orTimedOut: true) is not { } record)
            return false;
        record.State = isPassed ? new(PresentAt: record.LastAttempt) : new(Reason: "FACE_VERIFICATION_FAILED: " + text);
        if (!isPassed)
            record.RefusedChecks++;
        session.Stamp(record, now);
        return true;
    }

    public static void RefuseSubmission(Session session, string student, Guid check, DateTimeOffset now)
    {
        if (FindWaiting(session, student, check, orTimedOut: false) is not { } record)
            return;
        record.State = new(Reason: "FACE_VERIFICATION_SUBMISSION_FAILED");
        session.Stamp(record, now);
    }

    public static void TimeOut(Session session, string student, Guid check, TimeSpan grace, DateTimeOffset now)
    {
        if (FindWaiting(session, student, check, orTimedOut: false) is not { } record || now < session.End + grace)
            return;
        record.State = new(Reason: TimedOut);
        session.Stamp(record, now);
    }

    public static string Finish(Session session, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "NotFound";
        if (!session.HasEnded(now))
        {
            session.Start = session.Start < now ? session.Start : now;
            session.End = now;
            session.Version++;
        }

        return "Done";
    }

    public static string Cancel(Session session, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "NotFound";
        if (session.CancelledAt is not null)
            return "Done";
        if (session.HasEnded(now))
            return "Ended";
        session.End = session.Start <= now ? now : session.End;
        session.CancelledAt = now;
        session.Version++;
        session.Trail.Add(new(session.Version, "CancelSession", null, null, null));
        return "Done";
    }

    public string Extend(Session session, DateTimeOffset end, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "NotFound";
        if (session.HasEnded(now))
            return "Ended";
        if (end <= session.Start)
            return "EndsBeforeStart";
        if (end <= now)
            return "EndsInThePast";
        if (end - session.Start > TimeSpan.FromDays(1))
            return "TooLong";
        if (Sessions.Any(other => other != session && IsTaken(other, session.End, end)))
            return "Overlaps";
        session.End = end;
        session.Version++;
        return "Done";
    }

    public static string Delete(Session session, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "NotFound";
        if (!session.HasEnded(now))
            return "StillLive";
        session.IsDeleted = true;
        session.Version++;
        session.Trail.Add(new(session.Version, "DeleteSession", null, null, null));
        return "Done";
    }

    private static Record? FindWaiting(Session session, string student, Guid check, bool orTimedOut)
    {
        var record = session.IsDeleted ? null : session.Records.GetValueOrDefault(student);
        return
            record is { State: { IsDeleted: false, ByTeacher: false } state }
            && record.Check == check
            && (state.Reason == Pending || (orTimedOut && state.Reason == TimedOut))
            ? record
            : null;
    }

    // The pictures are deleted by then.
    private static State AfterUndo(State before) =>
        before is { Reason: Pending, ByTeacher: false } ? before with { Reason = TimedOut } : before;

    private static string ActionOf(Decision decision) =>
        decision switch
        {
            Decision.AddPresent or Decision.AddAbsent => "Add",
            Decision.FailAsPending => "Fail",
            Decision.Delete => "DeleteRecord",
            _ => decision.ToString(),
        };

    public sealed record State(
        DateTimeOffset? PresentAt = null,
        string? Reason = null,
        bool ByTeacher = false,
        bool IsDeleted = false
    )
    {
        public bool IsPresent => PresentAt is not null;
    }

    public sealed class Record
    {
        public State State { get; set; } = new();

        /// <summary>What an undo restores.</summary>
        public State? Replaced { get; set; }

        public int Attempts { get; set; }

        public int RefusedChecks { get; set; }

        public DateTimeOffset? LastAttempt { get; set; }

        public Guid? Check { get; set; }

        public string? TypedName { get; set; }

        public DateTimeOffset UpdatedAt { get; set; }

        public long Version { get; set; }
    }

    /// <param name="Before">A deleted state where there was no record.</param>
    public sealed record TrailEntry(long Version, string Action, string? Student, State? Before, State? After);

    public sealed class Session
    {
        public required Guid Id { get; init; }

        public required DateTimeOffset Start { get; set; }

        public required DateTimeOffset End { get; set; }

        public bool IsDeleted { get; set; }

        /// <summary>1 at the opening; every write raises it.</summary>
        public long Version { get; set; } = 1;

        public SortedDictionary<string, Record> Records { get; } = new(StringComparer.Ordinal);

        public List<TrailEntry> Trail { get; } = [];

        public DateTimeOffset? CancelledAt { get; set; }

        public DateTimeOffset Closing => CancelledAt < End ? CancelledAt.Value : End;

        public bool HasEnded(DateTimeOffset now) => now >= Closing;

        /// <summary>Whether a record waits for this check.</summary>
        public bool IsWaitingFor(Guid check) =>
            !IsDeleted
            && Records.Values.Any(record =>
                record.Check == check && record.State is { IsDeleted: false, ByTeacher: false, Reason: Pending }
            );

        public void Stamp(Record record, DateTimeOffset now)
        {
            Version++;
            record.Version = Version;
            record.UpdatedAt = now;
        }
    }
}
