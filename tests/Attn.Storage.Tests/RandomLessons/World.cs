using System.Globalization;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.RandomLessons;

/// <summary>Lets the same steps happen to real stores and to the model, in the way the program does them, and compares the two after each.</summary>
internal sealed class World
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly RandomStores _stores;
    private readonly ClassSessionStore _book;
    private readonly Model _model = new();
    private readonly string _name = Guid.NewGuid().ToString("N")[..10];
    private readonly List<Check> _checks = [];
    private readonly HashSet<Guid> _leftBehind = [];
    private readonly HashSet<string> _signedIn = new(StringComparer.Ordinal);
    private readonly SessionCopy?[] _workers = new SessionCopy?[Steps.Workers];
    private readonly List<SessionCopy> _copies = [];
    private readonly HashSet<SessionCopy> _saved = new(ReferenceEqualityComparer.Instance);
    private int _words;

    private World(RandomStores stores)
    {
        _stores = stores;
        _book = new(Live, Outbox, Archive);
    }

    private ILiveStore Live => _stores.Harness.Live;

    private IFaceCheckOutbox Outbox => _stores.Harness.Outbox;

    private SessionArchive Archive => _stores.Archive;

    private DateTimeOffset Now => _stores.Now;

    private string Teacher => $"t-{_name}";

    public static async Task RunAsync(RandomStores stores, Steps steps)
    {
        var world = new World(stores);
        await world.OpenAsync(0, 20);
        foreach (var step in steps.All)
        {
            await world.DoAsync(step);
            await world.CompareAsync();
        }

        await world.EndAsync();
    }

    private Task DoAsync(Step step) =>
        step switch
        {
            Step.Open open => _model.Sessions.Count < Steps.Sessions
                ? OpenAsync(open.StartsIn, open.Minutes)
                : Task.CompletedTask,
            Step.Pass pass => _stores.PassAsync(TimeSpan.FromSeconds(pass.Seconds)),
            Step.Attend attend => AttendAsync(SessionOf(attend.Session), Student(attend.Student), attend.With),
            Step.AttendInVain vain => AttendInVainAsync(SessionOf(vain.Session), Student(vain.Student), vain.Times),
            Step.Decide decide => DecideAsync(SessionOf(decide.Session), Student(decide.Student), decide),
            Step.Verdict verdict => VerdictAsync(CheckOf(verdict.Session, verdict.Student, verdict.Back), verdict),
            Step.RefuseSubmission refuse => RefuseAsync(CheckOf(refuse.Session, refuse.Student, refuse.Back)),
            Step.TimeOut timeOut => TimeOutAsync(CheckOf(timeOut.Session, timeOut.Student, timeOut.Back)),
            Step.SenderRound => SendAsync(),
            Step.Finish finish => FinishAsync(SessionOf(finish.Session)),
            Step.Extend extend => ExtendAsync(SessionOf(extend.Session), extend.Minutes),
            Step.Archive archive => ArchiveAsync(SessionOf(archive.Session), archive),
            Step.TakeCopy take => TakeCopyAsync(take.Worker, SessionOf(take.Session)),
            Step.SaveCopy save => SaveCopyAsync(_workers[save.Worker]),
            Step.RemoveCopied remove => RemoveCopiedAsync(_workers[remove.Worker]),
            Step.DeleteSession delete => DeleteAsync(SessionOf(delete.Session)),
            _ => throw new InvalidOperationException($"Unknown step {step}."),
        };

    private Model.Session SessionOf(int number) => _model.Sessions[number % _model.Sessions.Count];

    private string Student(int number) => string.Create(CultureInfo.InvariantCulture, $"s{number}-{_name}");

    /// <summary>One of the checks that were started for this student, or one that nobody knows.</summary>
    private Check CheckOf(int session, int student, int back)
    {
        var theirs = _checks
            .Where(check => check.Session == SessionOf(session) && check.Student == Student(student))
            .ToList();
        return theirs.Count > back ? theirs[^(back + 1)] : new(Guid.NewGuid(), SessionOf(session), Student(student));
    }

    private string NextWords() => string.Create(CultureInfo.InvariantCulture, $"words {++_words}");

    private async Task OpenAsync(int startsIn, int minutes)
    {
        var start = Now.AddMinutes(startsIn);
        var session = new ClassSession
        {
            Id = Guid.CreateVersion7(Now),
            TeacherNumber = Teacher,
            TeacherName = $"Teacher {_name}",
            LessonName = "Calculus",
            StartTime = start,
            EndTime = start.AddMinutes(minutes),
            SecurityOption = SecurityOption.WifiAndFace,
        };
        var isFree = _model.Active(Now) is null;
        Assert.Equal(isFree, await Live.OpenAsync(session, Now, None));
        if (isFree)
            _model.Sessions.Add(
                new()
                {
                    Id = session.Id,
                    Start = session.StartTime,
                    End = session.EndTime,
                }
            );
    }

    private async Task<string> AttendAsync(Model.Session session, string student, Try with)
    {
        if (_signedIn.Add(student))
            await Archive.SaveUserAsync(new(student, PortalName(student), UserRole.Student, IsFromPortal: true), None);

        var id = Guid.CreateVersion7();
        if (with is Try.Selfie or Try.SelfieAndDeath)
        {
            _checks.Add(new(id, session, student));
            await Outbox.SavePicturesAsync(id, new([1, 2, 3], [4, 5, 6]), None);
        }

        if (with == Try.SelfieAndDeath)
        {
            _leftBehind.Add(id);
            return "died";
        }

        CheckInEvidence evidence = with switch
        {
            Try.Enough => CheckInEvidence.Complete,
            Try.Selfie => CheckInEvidence.Of(new(id, 6, Grace)),
            _ => CheckInEvidence.Failed(FailReasons.WifiFailed),
        };
        var attempt = new CheckInAttempt(session.Id, student, PortalName(student), evidence);
        var now = Now;
        var outcome = await Live.ChangeRecordAsync(
            session.Id,
            student,
            (it, record) => CheckInRules.CheckIn(it, record, attempt, now),
            None
        );
        var said =
            outcome is not null ? outcome.GetType().Name
            : await _book.FindSessionAsync(session.Id, None) is null ? "NoSuchSession"
            : "Ended";
        if (with == Try.Selfie && said != "Recorded")
            await Outbox.RemoveAsync(id, None);
        Assert.Equal(
            Model.CheckIn(
                session,
                student,
                with == Try.Selfie ? id : null,
                with == Try.WrongNetwork ? "WIFI_FAILED" : null,
                now
            ),
            said
        );
        return said;
    }

    private async Task AttendInVainAsync(Model.Session session, string student, int times)
    {
        for (var time = 0; time < times && await AttendAsync(session, student, Try.Selfie) == "Recorded"; time++)
            await VerdictAsync(_checks[^1], new(0, 0, 0, IsPassed: false, Between: null, Dies: false));
    }

    private async Task DecideAsync(Model.Session session, string student, Step.Decide step)
    {
        var now = Now;
        var words = NextWords();
        var isHistorical = step.What switch
        {
            Decision.Undo => false,
            Decision.Delete => true,
            _ => step.IsHistorical,
        };
        var name = await Archive.FindUserAsync(student, None) is { IsFromPortal: true } known ? known.FullName : null;
        var decision = new TeacherDecision(Teacher, student, isHistorical, now);
        var outcome = await _book.ChangeRecordAsync(
            session.Id,
            student,
            (it, record) =>
                step.What switch
                {
                    Decision.Accept => TeacherRules.Accept(it, record, decision),
                    Decision.Fail => TeacherRules.Fail(it, record, decision, words),
                    Decision.FailAsPending => TeacherRules.Fail(it, record, decision, Model.Waits),
                    Decision.Undo => TeacherRules.Undo(it, record, decision),
                    Decision.Delete => TeacherRules.Delete(it, record, decision, words),
                    _ => TeacherRules.Add(
                        it,
                        record,
                        decision,
                        name ?? words,
                        name is not null,
                        step.What == Decision.AddPresent,
                        words
                    ),
                },
            None
        );
        Assert.Equal(
            Model.Decide(session, student, step.What, isHistorical, words, now),
            outcome?.GetType().Name ?? "SessionNotFound"
        );
    }

    private async Task VerdictAsync(Check check, Step.Verdict verdict)
    {
        var words = NextWords();
        var isKnown =
            await Outbox.FindAsync(check.Id, None) is not null
            || await Archive.FindByVerificationAsync(check.Id, None) is not null;
        if (verdict.Between is { } between)
            await DoAsync(between);
        var now = Now;
        var outcome = isKnown
            ? await ChangeAsync(
                check,
                record => VerdictRules.Settle(record, check.Id, verdict.IsPassed, words, now),
                verdict.Dies
            )
            : null;
        Assert.Equal(
            Model.Settle(check.Session, check.Student, check.Id, verdict.IsPassed, words, now),
            outcome is { Status: VerdictStatus.Settled }
        );
    }

    private async Task<VerdictOutcome?> ChangeAsync(
        Check check,
        Func<AttendanceRecord?, RecordChange<VerdictOutcome>> rule,
        bool dies
    )
    {
        var (id, student) = (check.Session.Id, check.Student);
        if (dies)
        {
            _leftBehind.Add(check.Id);
            return await Live.ChangeRecordAsync(id, student, (_, record) => rule(record), None)
                ?? await Archive.ChangeRecordAsync(id, student, (_, record) => rule(record), None);
        }

        var outcome = await _book.ChangeRecordAsync(id, student, (_, record) => rule(record), None);
        await ForgetIfArchivedAsync(check);
        return outcome;
    }

    private async Task RefuseAsync(Check check)
    {
        var now = Now;
        await ChangeAsync(check, record => VerdictRules.RefuseSubmission(record, check.Id, now), dies: false);
        Model.RefuseSubmission(check.Session, check.Student, check.Id, now);
    }

    private async Task TimeOutAsync(Check check)
    {
        var now = Now;
        var outcome = await _book.ChangeRecordAsync(
            check.Session.Id,
            check.Student,
            (session, record) => VerdictRules.TimeOut(session, record, check.Id, Grace, now),
            None
        );
        if (outcome?.Deadline is { } deadline)
        {
            await Outbox.MoveDeadlineAsync(check.Id, deadline, None);
            await Outbox.PostponeAsync(check.Id, TimeSpan.Zero, None);
        }
        else
        {
            await ForgetIfArchivedAsync(check);
        }

        Model.TimeOut(check.Session, check.Student, check.Id, Grace, now);
    }

    private async Task ForgetIfArchivedAsync(Check check)
    {
        if (await Live.FindSessionAsync(check.Session.Id, None) is null)
            await Outbox.RemoveAsync(check.Id, None);
    }

    private async Task<int> SendAsync()
    {
        var due = await Outbox.LeaseDueAsync(100, TimeSpan.FromSeconds(20), None);
        foreach (var entry in due)
        {
            var check = _checks.Single(check => check.Id == entry.VerificationId);
            Assert.Equal((check.Session.Id, check.Student), (entry.SessionId, entry.StudentNumber));
            if (entry.Deadline <= Now)
                await TimeOutAsync(check);
            else if (await Outbox.FindPicturesAsync(check.Id, None) is null)
                await RefuseAsync(check);
            else
                await Outbox.PostponeAsync(
                    check.Id,
                    TimeSpan.FromSeconds(Math.Min(60, (entry.Deadline - Now).TotalSeconds)),
                    None
                );
        }

        return due.Count;
    }

    private async Task FinishAsync(Model.Session session)
    {
        var now = Now;
        var outcome = await Live.ChangeSessionAsync(session.Id, it => ClassSessionRules.Finish(it, Teacher, now), None);
        var said =
            outcome?.GetType().Name ?? (await Archive.FindSessionAsync(session.Id, None) is null ? "NotFound" : "Done");
        Assert.Equal(Model.Finish(session, now), said);
    }

    private async Task ExtendAsync(Model.Session session, int minutes)
    {
        var now = Now;
        var end = session.End.AddMinutes(minutes);
        var outcome = await Live.ChangeSessionAsync(
            session.Id,
            it => ClassSessionRules.Extend(it, Teacher, end, now),
            None
        );
        var said =
            outcome?.GetType().Name
            ?? (await Archive.FindSessionAsync(session.Id, None) is null ? "NotFound" : "Ended");
        Assert.Equal(Model.Extend(session, end, now), said);
    }

    private async Task ArchiveAsync(Model.Session session, Step.Archive step)
    {
        var hasEnded = session.HasEnded(Now);
        var store = new PausingStore(Live, () => DoIfAnyAsync(step.AfterCopy), () => DoIfAnyAsync(step.BeforeRemoval));
        var isOut = await new Archiver(store, Outbox, Archive, Grace).ArchiveAsync(session.Id, Now, None);
        Assert.Equal(hasEnded, isOut);
    }

    private Task DoIfAnyAsync(Step? step) => step is null ? Task.CompletedTask : DoAsync(step);

    private async Task TakeCopyAsync(int worker, Model.Session session)
    {
        if (await Live.CopyAsync(session.Id, None) is not { } copy || !copy.Session.HasEnded(Now))
            return;
        _workers[worker] = copy;
        _copies.Add(copy);
    }

    private async Task SaveCopyAsync(SessionCopy? copy)
    {
        if (copy is null)
            return;
        await Archive.SaveAsync(copy, None);
        _saved.Add(copy);
        foreach (var record in copy.Records.Where(record => record.IsPending))
            await Outbox.MoveDeadlineAsync(record.VerificationId!.Value, copy.Session.EndTime + Grace, None);
    }

    private Task RemoveCopiedAsync(SessionCopy? copy) =>
        copy is not null && _saved.Contains(copy) ? Live.RemoveIfUnchangedAsync(copy, None) : Task.CompletedTask;

    private async Task DeleteAsync(Model.Session session)
    {
        var now = Now;
        Assert.Equal(Model.Delete(session, now), await DeleteAsync(session.Id, now));
    }

    private async Task<string> DeleteAsync(Guid id, DateTimeOffset now)
    {
        if (await Live.FindSessionAsync(id, None) is { } live)
        {
            if (!live.HasEnded(now))
                return "StillLive";
            Assert.True(await new Archiver(Live, Outbox, Archive, Grace).ArchiveAsync(id, now, None));
        }

        if (await Archive.DeleteSessionAsync(id, Teacher, "a good reason", now, None) is not { } waiting)
            return "NotFound";
        foreach (var check in waiting)
            await Outbox.RemoveAsync(check, None);
        return "Deleted";
    }

    /// <summary>Everything finishes, goes to the archive and times out; then every old copy comes once more.</summary>
    private async Task EndAsync()
    {
        foreach (var session in _model.Sessions)
            await FinishAsync(session);
        foreach (var id in await Live.ListEndedAsync(Now, 100, None))
            Assert.True(await new Archiver(Live, Outbox, Archive, Grace).ArchiveAsync(id, Now, None));
        await CompareAsync();

        await _stores.PassAsync(Grace + TimeSpan.FromMinutes(10));
        while (await SendAsync() > 0)
            await _stores.PassAsync(TimeSpan.FromSeconds(1));
        await CompareEndAsync();

        foreach (var copy in _copies)
        {
            await SaveCopyAsync(copy);
            Assert.False(await Live.RemoveIfUnchangedAsync(copy, None));
        }

        await CompareEndAsync();
    }

    private async Task CompareEndAsync()
    {
        Assert.Equal(new OutboxDepth(0, 0), await Outbox.MeasureAsync(None));
        Assert.Empty(await _stores.Harness.ListContentsAsync());
        Assert.Empty(await Archive.ListPendingAsync(DateTimeOffset.MaxValue, 10, None));
        _leftBehind.Clear();
        await CompareAsync();

        var history = await Archive.ListSessionsAsync(new(Teacher), None);
        Assert.Equal(
            _model.Sessions.Where(session => !session.IsDeleted).Select(session => session.Id).Order(),
            history.Select(session => session.Id).Order()
        );
        foreach (var session in _model.Sessions)
            await CompareArchivedAsync(session);
    }

    private async Task CompareArchivedAsync(Model.Session session)
    {
        foreach (var record in (await Archive.ReadRosterAsync(session.Id, None))?.Records ?? [])
        {
            var isKnown = _signedIn.Contains(record.StudentNumber);
            Assert.Equal(
                isKnown ? PortalName(record.StudentNumber) : session.Records[record.StudentNumber].TypedName,
                record.StudentName
            );
        }

        var trail = await _stores.Database.ReadAsync(
            (context, token) =>
                Task.FromResult(
                    context.Audit.Where(row => row.AttendanceId == session.Id).OrderBy(row => row.Version).ToList()
                ),
            None
        );
        Assert.Equal(
            session.Trail.Select(entry =>
                (entry.Version, Teacher, entry.Action, entry.Student, View.Of(entry.Before), View.Of(entry.After))
            ),
            trail.Select(row =>
                (
                    row.Version,
                    row.Actor,
                    row.Action.ToString(),
                    row.StudentNumber,
                    View.Of(row.Before),
                    View.Of(row.After)
                )
            )
        );
    }

    private async Task CompareAsync()
    {
        Assert.Equal(_model.Active(Now)?.Id, (await Live.FindActiveOfTeacherAsync(Teacher, Now, None))?.Id);
        Assert.Equal(
            _model.Active(Now)?.Id,
            (await Live.FindActiveByLessonAsync("calculus", $"Teacher {_name}", Now, None)).SingleOrDefault()?.Id
        );
        foreach (var session in _model.Sessions)
            await CompareAsync(session);
        foreach (var check in _checks)
            await CompareAsync(check);
    }

    private async Task CompareAsync(Model.Session session)
    {
        var roster = await _book.ReadRosterAsync(session.Id, None);
        Assert.Equal(session.IsDeleted, roster is null);
        if (roster is null)
            return;
        Assert.Equal(
            (session.Start, session.End, session.Version),
            (roster.Session.StartTime, roster.Session.EndTime, roster.Session.Version)
        );
        Assert.Equal(
            session
                .Records.Where(record => !record.Value.Says.IsDeleted)
                .Select(record => View.Of(record.Key, record.Value)),
            roster.Records.Where(record => !record.State.IsDeleted).Select(View.Of)
        );
    }

    /// <summary>A check that somebody waits for has its entry and its pictures; every other one has no pictures any more.</summary>
    private async Task CompareAsync(Check check)
    {
        var isWaitedFor = check.Session.IsWaitingFor(check.Id);
        if (isWaitedFor)
            Assert.NotNull(await Outbox.FindAsync(check.Id, None));
        if (!_leftBehind.Contains(check.Id))
            Assert.Equal(
                (check.Id, isWaitedFor),
                (check.Id, await Outbox.FindPicturesAsync(check.Id, None) is not null)
            );
    }

    private static string PortalName(string student) => $"Name of {student}";

    private sealed record Check(Guid Id, Model.Session Session, string Student);
}
