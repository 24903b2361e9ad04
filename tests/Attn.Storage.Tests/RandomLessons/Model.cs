namespace Attn.Storage.Tests.RandomLessons;

/// <summary>
/// The rules once more, written from the contract without a look at Domain: what every student's record must say. It knows neither stores nor
/// an archive, because where the data lies must make no difference.
/// </summary>
internal sealed class Model
{
    public const string Waits = "FACE_RECOGNITION_PENDING";
    private const string TimedOut = "FACE_VERIFICATION_TIMEOUT";

    /// <summary>In the order of their opening.</summary>
    public List<Session> Sessions { get; } = [];

    /// <summary>The teacher's one session that has not ended.</summary>
    public Session? Active(DateTimeOffset now) => Sessions.SingleOrDefault(session => !session.HasEnded(now));

    public static string CheckIn(Session session, string student, Guid? check, string? failure, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "NoSuchSession";
        if (session.HasEnded(now))
            return "Ended";
        if (now < session.Start)
            return "NotStarted";
        var record = session.Records.GetValueOrDefault(student);
        if (record is { Says.IsDeleted: false })
        {
            if (record.Says.IsPresent)
                return "AlreadyPresent";
            if (record.Says.ByTeacher)
                return "DecidedByTeacher";
            if (record.Says.Reason == Waits)
                return "AlreadyPending";
            if (check is not null && record.Refused >= 5)
                return "TooManyFaceChecks";
        }

        record ??= new();
        session.Records[student] = record;
        record.Says =
            check is not null ? new(Reason: Waits)
            : failure is not null ? new(Reason: failure)
            : new(PresentAt: now);
        record.Undoable = null;
        record.Check = check;
        record.Tries++;
        record.LastTry = now;
        record.HasSignedIn = true;
        session.Wrote(record, now);
        return "Recorded";
    }

    public static string Decide(
        Session session,
        string student,
        Decision what,
        bool isHistorical,
        string words,
        DateTimeOffset now
    )
    {
        if (session.IsDeleted)
            return "SessionNotFound";
        if (isHistorical && !session.HasEnded(now))
            return "StillLive";
        var record = session.Records.GetValueOrDefault(student);
        if (what is Decision.AddPresent or Decision.AddAbsent)
        {
            record ??= new() { Says = new(Reason: "was never there", ByTeacher: true, IsDeleted: true) };
            session.Records[student] = record;
            record.TypedName = words;
        }
        else if (record is null || (record.Says.IsDeleted && (what != Decision.Undo || record.Undoable is null)))
        {
            return "RecordNotFound";
        }
        else if (what == Decision.Undo && record.Undoable is null)
        {
            return "NothingToUndo";
        }

        var before = record.Says;
        record.Says = what switch
        {
            Decision.Accept or Decision.AddPresent => new(PresentAt: now, ByTeacher: true),
            Decision.Fail or Decision.AddAbsent => new(Reason: words, ByTeacher: true),
            Decision.FailAsPending => new(Reason: Waits, ByTeacher: true),
            Decision.Delete => record.Says with { IsDeleted = true },
            _ => AfterUndo(record.Undoable!),
        };
        record.Undoable = what == Decision.Undo ? null : before;
        session.Wrote(record, now);
        session.Trail.Add(new(session.Version, Name(what), student, before, record.Says));
        return "Done";
    }

    /// <returns>Whether it settled the record.</returns>
    public static bool Settle(
        Session session,
        string student,
        Guid check,
        bool isPassed,
        string words,
        DateTimeOffset now
    )
    {
        if (Waiting(session, student, check, alsoTimedOut: true) is not { } record)
            return false;
        record.Says = isPassed ? new(PresentAt: record.LastTry) : new(Reason: "FACE_VERIFICATION_FAILED: " + words);
        if (!isPassed)
            record.Refused++;
        session.Wrote(record, now);
        return true;
    }

    public static void RefuseSubmission(Session session, string student, Guid check, DateTimeOffset now)
    {
        if (Waiting(session, student, check, alsoTimedOut: false) is not { } record)
            return;
        record.Says = new(Reason: "FACE_VERIFICATION_SUBMISSION_FAILED");
        session.Wrote(record, now);
    }

    public static void TimeOut(Session session, string student, Guid check, TimeSpan grace, DateTimeOffset now)
    {
        if (Waiting(session, student, check, alsoTimedOut: false) is not { } record || now < session.End + grace)
            return;
        record.Says = new(Reason: TimedOut);
        session.Wrote(record, now);
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

    public static string Extend(Session session, DateTimeOffset end, DateTimeOffset now)
    {
        if (session.IsDeleted)
            return "NotFound";
        if (session.HasEnded(now))
            return "Ended";
        if (end <= session.Start || end <= now || end - session.Start > TimeSpan.FromDays(1))
            return "BadWindow";
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
        return "Deleted";
    }

    private static Record? Waiting(Session session, string student, Guid check, bool alsoTimedOut)
    {
        var record = session.IsDeleted ? null : session.Records.GetValueOrDefault(student);
        return
            record is { Says: { IsDeleted: false, ByTeacher: false } says }
            && record.Check == check
            && (says.Reason == Waits || (alsoTimedOut && says.Reason == TimedOut))
            ? record
            : null;
    }

    // The pictures are gone by then.
    private static Says AfterUndo(Says before) =>
        before is { Reason: Waits, ByTeacher: false } ? before with { Reason = TimedOut } : before;

    private static string Name(Decision what) =>
        what switch
        {
            Decision.AddPresent or Decision.AddAbsent => "Add",
            Decision.FailAsPending => "Fail",
            Decision.Delete => "DeleteRecord",
            _ => what.ToString(),
        };

    /// <summary>What a record says.</summary>
    public sealed record Says(
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
        public Says Says { get; set; } = new();

        public Says? Undoable { get; set; }

        public int Tries { get; set; }

        public int Refused { get; set; }

        public DateTimeOffset? LastTry { get; set; }

        public Guid? Check { get; set; }

        public string? TypedName { get; set; }

        public bool HasSignedIn { get; set; }

        public DateTimeOffset UpdatedAt { get; set; }

        public long Version { get; set; }
    }

    /// <param name="Before">A record that was not there, or deleted, before a decision is one that was deleted.</param>
    public sealed record Decided(long Version, string Action, string? Student, Says? Before, Says? After);

    public sealed class Session
    {
        public required Guid Id { get; init; }

        public required DateTimeOffset Start { get; set; }

        public required DateTimeOffset End { get; set; }

        public bool IsDeleted { get; set; }

        /// <summary>1 at the opening; every write raises it.</summary>
        public long Version { get; set; } = 1;

        public SortedDictionary<string, Record> Records { get; } = new(StringComparer.Ordinal);

        public List<Decided> Trail { get; } = [];

        public bool HasEnded(DateTimeOffset now) => now >= End;

        /// <summary>The check that this student's record waits for.</summary>
        public bool IsWaitingFor(Guid check) =>
            !IsDeleted
            && Records.Values.Any(record =>
                record.Check == check && record.Says is { IsDeleted: false, ByTeacher: false, Reason: Waits }
            );

        public void Wrote(Record record, DateTimeOffset now)
        {
            Version++;
            record.Version = Version;
            record.UpdatedAt = now;
        }
    }
}
