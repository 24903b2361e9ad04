using System.Globalization;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>
/// Applies the same steps to real stores, as the program does, and to the model, and compares the two after each step.
/// </summary>
internal sealed class Scenario
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ScenarioState _state;
    private readonly Comparison _comparison;
    private readonly SessionCopy?[] _workers = new SessionCopy?[Steps.Workers];
    private readonly List<SessionCopy> _copies = [];
    private readonly HashSet<SessionCopy> _saved = new(ReferenceEqualityComparer.Instance);
    private int _texts;

    private Scenario(RandomStores stores)
    {
        _state = new(stores);
        _comparison = new(_state);
    }

    private ILiveStore Live => _state.Live;

    private IFaceCheckOutbox Outbox => _state.Outbox;

    private SessionArchive Archive => _state.Archive;

    private DateTimeOffset Now => _state.Now;

    public static async Task RunAsync(RandomStores stores, Steps steps)
    {
        var scenario = new Scenario(stores);
        await scenario.OpenAsync(0, 20);
        foreach (var step in steps.All)
        {
            await scenario.DoAsync(step);
            await scenario._comparison.CompareAsync();
        }

        await scenario.FinishAllAsync();
    }

    private Task DoAsync(Step step) =>
        step switch
        {
            Step.Open open => _state.Model.Sessions.Count < Steps.Sessions
                ? OpenAsync(open.StartsIn, open.Minutes)
                : Task.CompletedTask,
            Step.Advance advance => _state.Stores.AdvanceAsync(TimeSpan.FromSeconds(advance.Seconds)),
            Step.CheckIn checkIn => CheckInAsync(
                SessionOf(checkIn.Session),
                _state.Student(checkIn.Student),
                checkIn.Evidence
            ),
            Step.FailFaceChecks fail => FailFaceChecksAsync(
                SessionOf(fail.Session),
                _state.Student(fail.Student),
                fail.Times
            ),
            Step.Decide decide => DecideAsync(SessionOf(decide.Session), _state.Student(decide.Student), decide),
            Step.Verdict verdict => VerdictAsync(CheckOf(verdict.Session, verdict.Student, verdict.Back), verdict),
            Step.RefuseSubmission refuse => RefuseAsync(CheckOf(refuse.Session, refuse.Student, refuse.Back)),
            Step.TimeOut timeOut => TimeOutAsync(CheckOf(timeOut.Session, timeOut.Student, timeOut.Back)),
            Step.SendChecks => SendChecksAsync(),
            Step.Finish finish => FinishAsync(SessionOf(finish.Session)),
            Step.Cancel cancel => CancelAsync(SessionOf(cancel.Session)),
            Step.Extend extend => ExtendAsync(SessionOf(extend.Session), extend.Minutes),
            Step.Archive archive => ArchiveAsync(SessionOf(archive.Session), archive),
            Step.TakeCopy take => TakeCopyAsync(take.Worker, SessionOf(take.Session)),
            Step.SaveCopy save => SaveCopyAsync(_workers[save.Worker]),
            Step.RemoveCopied remove => RemoveCopiedAsync(_workers[remove.Worker]),
            Step.DeleteSession delete => DeleteAsync(SessionOf(delete.Session)),
            _ => throw new InvalidOperationException($"Unknown step {step}."),
        };

    private Model.Session SessionOf(int number) => _state.Model.Sessions[number % _state.Model.Sessions.Count];

    /// <summary>One of the checks that were started for this student, or one that nobody knows.</summary>
    private Check CheckOf(int session, int student, int back)
    {
        var number = _state.Student(student);
        var checks = _state
            .Checks.Where(check => check.Session == SessionOf(session) && check.Student == number)
            .ToList();
        return checks.Count > back ? checks[^(back + 1)] : new(Guid.NewGuid(), SessionOf(session), number);
    }

    private string NextText() => string.Create(CultureInfo.InvariantCulture, $"text {++_texts}");

    private async Task OpenAsync(int startsIn, int minutes)
    {
        var start = Now.AddMinutes(startsIn);
        var session = new ClassSession
        {
            Id = Guid.CreateVersion7(Now),
            TeacherNumber = _state.Teacher,
            TeacherName = _state.TeacherName,
            LessonName = "Calculus",
            StartTime = start,
            EndTime = start.AddMinutes(minutes),
            SecurityOption = SecurityOption.WifiAndFace,
        };
        var expected = _state.Model.Open(session.StartTime, session.EndTime, Now);
        Assert.Equal(expected, (await Live.OpenAsync(session, Now, None))?.ToString() ?? "Done");
        if (expected == "Done")
            _state.Model.Sessions.Add(
                new()
                {
                    Id = session.Id,
                    Start = session.StartTime,
                    End = session.EndTime,
                }
            );
    }

    private async Task<string> CheckInAsync(Model.Session session, string student, Evidence evidence)
    {
        var name = ScenarioState.PortalName(student);
        if (_state.SignedIn.Add(student))
            await Archive.SaveUserAsync(new(student, name, UserRole.Student, IsFromPortal: true), None);

        var id = Guid.CreateVersion7();
        if (evidence is Evidence.Selfie or Evidence.SelfieThenCrash)
        {
            _state.Checks.Add(new(id, session, student));
            await Outbox.SavePicturesAsync(id, new([1, 2, 3], [4, 5, 6]), None);
        }

        if (evidence == Evidence.SelfieThenCrash)
        {
            _state.LeftBehind.Add(id);
            return "Crashed";
        }

        var attempt = new CheckInAttempt(session.Id, student, name, EvidenceOf(evidence, id));
        var now = Now;
        var outcome = await Live.ChangeRecordAsync(
            session.Id,
            student,
            (it, record) => CheckInRules.CheckIn(it, record, attempt, now),
            None
        );
        var answer =
            AnswerOf(outcome)
            ?? await _state.Sessions.FindSessionAsync(session.Id, None) switch
            {
                null => "SessionNotFound",
                { CancelledAt: not null } => "Cancelled",
                _ => "Ended",
            };
        if (evidence == Evidence.Selfie && answer != "Done")
            await Outbox.RemoveAsync(id, None);
        Assert.Equal(
            Model.CheckIn(
                session,
                student,
                evidence == Evidence.Selfie ? id : null,
                evidence == Evidence.WrongNetwork ? "WIFI_FAILED" : null,
                now
            ),
            answer
        );
        return answer;
    }

    private static CheckInEvidence EvidenceOf(Evidence evidence, Guid check) =>
        evidence switch
        {
            Evidence.Complete => CheckInEvidence.Complete,
            Evidence.Selfie => CheckInEvidence.Of(new(check, 6, Grace)),
            _ => CheckInEvidence.Failed(FailReasons.WifiFailed),
        };

    private async Task FailFaceChecksAsync(Model.Session session, string student, int times)
    {
        for (var time = 0; time < times && await CheckInAsync(session, student, Evidence.Selfie) == "Done"; time++)
            await VerdictAsync(_state.Checks[^1], new(0, 0, 0, IsPassed: false, Between: null, Crashes: false));
    }

    private async Task DecideAsync(Model.Session session, string student, Step.Decide step)
    {
        var now = Now;
        var text = NextText();
        var onlyAfterEnd = step.Decision switch
        {
            Decision.Undo => false,
            Decision.Delete => true,
            _ => step.OnlyAfterEnd,
        };
        var name = await Archive.FindUserAsync(student, None) is { IsFromPortal: true } known ? known.FullName : null;
        var decision = new TeacherDecision(_state.Teacher, student, onlyAfterEnd, now);
        var outcome = await _state.Sessions.ChangeRecordAsync(
            session.Id,
            student,
            (it, record) =>
                step.Decision switch
                {
                    Decision.Accept => TeacherRules.Accept(it, record, decision),
                    Decision.Fail => TeacherRules.Fail(it, record, decision, text),
                    Decision.FailAsPending => TeacherRules.Fail(it, record, decision, Model.Pending),
                    Decision.Undo => TeacherRules.Undo(it, record, decision),
                    Decision.Delete => TeacherRules.Delete(it, record, decision, text),
                    _ => TeacherRules.Add(
                        it,
                        record,
                        decision,
                        name ?? text,
                        name is not null,
                        step.Decision == Decision.AddPresent,
                        text
                    ),
                },
            None
        );
        Assert.Equal(
            Model.Decide(session, student, step.Decision, onlyAfterEnd, text, now),
            AnswerOf(outcome) ?? "SessionNotFound"
        );
    }

    private async Task VerdictAsync(Check check, Step.Verdict verdict)
    {
        var text = NextText();
        var isKnown =
            await Outbox.FindAsync(check.Id, None) is not null
            || await Archive.FindByVerificationAsync(check.Id, None) is not null;
        if (verdict.Between is { } between)
            await DoAsync(between);
        var now = Now;
        var outcome = isKnown
            ? await ChangeAsync(
                check,
                record => VerdictRules.Settle(record, check.Id, verdict.IsPassed, text, now),
                verdict.Crashes
            )
            : null;
        Assert.Equal(
            Model.Settle(check.Session, check.Student, check.Id, verdict.IsPassed, text, now),
            outcome?.Status == VerdictStatus.Settled
        );
    }

    private async Task<VerdictOutcome?> ChangeAsync(
        Check check,
        Func<AttendanceRecord?, RecordChange<VerdictOutcome>> rule,
        bool crashes
    )
    {
        var (id, student) = (check.Session.Id, check.Student);
        if (crashes)
        {
            _state.LeftBehind.Add(check.Id);
            return await Live.ChangeRecordAsync(id, student, (_, record) => rule(record), None)
                ?? await Archive.ChangeRecordAsync(id, student, (_, record) => rule(record), None);
        }

        var outcome = await _state.Sessions.ChangeRecordAsync(id, student, (_, record) => rule(record), None);
        await RemoveIfArchivedAsync(check);
        return outcome;
    }

    private async Task RefuseAsync(Check check)
    {
        var now = Now;
        await ChangeAsync(check, record => VerdictRules.RefuseSubmission(record, check.Id, now), crashes: false);
        Model.RefuseSubmission(check.Session, check.Student, check.Id, now);
    }

    private async Task TimeOutAsync(Check check)
    {
        var now = Now;
        var outcome = await _state.Sessions.ChangeRecordAsync(
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
            await RemoveIfArchivedAsync(check);
        }

        Model.TimeOut(check.Session, check.Student, check.Id, Grace, now);
    }

    private async Task RemoveIfArchivedAsync(Check check)
    {
        if (await Live.FindSessionAsync(check.Session.Id, None) is null)
            await Outbox.RemoveAsync(check.Id, None);
    }

    private async Task<int> SendChecksAsync()
    {
        var due = await Outbox.LeaseDueAsync(100, TimeSpan.FromSeconds(20), None);
        foreach (var entry in due)
        {
            var check = _state.Checks.Single(check => check.Id == entry.VerificationId);
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
        var outcome = await Live.ChangeSessionAsync(
            session.Id,
            it => ClassSessionRules.Finish(it, _state.Teacher, now),
            None
        );
        var answer =
            AnswerOf(outcome) ?? (await Archive.FindSessionAsync(session.Id, None) is null ? "NotFound" : "Done");
        Assert.Equal(Model.Finish(session, now), answer);
    }

    private async Task ExtendAsync(Model.Session session, int minutes)
    {
        var now = Now;
        var end = session.End.AddMinutes(minutes);
        var outcome = await Live.ChangeSessionAsync(
            session.Id,
            it => ClassSessionRules.Extend(it, _state.Teacher, end, now),
            None
        );
        var answer =
            AnswerOf(outcome) ?? (await Archive.FindSessionAsync(session.Id, None) is null ? "NotFound" : "Ended");
        Assert.Equal(_state.Model.Extend(session, end, now), answer);
    }

    private async Task CancelAsync(Model.Session session)
    {
        var now = Now;
        SessionChange<SessionOutcome> Rule(ClassSession it) =>
            ClassSessionRules.Cancel(it, _state.Teacher, _state.Teacher, "Snow storm", now);
        var answer =
            AnswerOf(await Live.ChangeSessionAsync(session.Id, Rule, None))
            ?? (
                await Archive.FindSessionAsync(session.Id, None) is { } archived
                    ? AnswerOf(Rule(archived).Outcome)
                    : "NotFound"
            );
        Assert.Equal(Model.Cancel(session, now), answer);
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

        var deleted = await Archive.DeleteSessionAsync(id, _state.Teacher, _state.Teacher, "a good reason", now, None);
        if (deleted is not { } waiting)
            return "NotFound";
        foreach (var check in waiting)
            await Outbox.RemoveAsync(check, None);
        return "Done";
    }

    /// <summary>Everything finishes, is archived and times out; then every old copy is saved once more.</summary>
    private async Task FinishAllAsync()
    {
        foreach (var session in _state.Model.Sessions)
            await FinishAsync(session);
        foreach (var id in await Live.ListEndedAsync(Now, 100, None))
            Assert.True(await new Archiver(Live, Outbox, Archive, Grace).ArchiveAsync(id, Now, None));
        await _comparison.CompareAsync();

        await _state.Stores.AdvanceAsync(Grace + TimeSpan.FromMinutes(10));
        while (await SendChecksAsync() > 0)
            await _state.Stores.AdvanceAsync(TimeSpan.FromSeconds(1));
        await _comparison.CompareEndAsync();

        foreach (var copy in _copies)
        {
            await SaveCopyAsync(copy);
            Assert.False(await Live.RemoveIfUnchangedAsync(copy, None));
        }

        await _comparison.CompareEndAsync();
    }

    /// <summary>The refusal, "Done", or <c>null</c> where the live store does not hold the class session.</summary>
    private static string? AnswerOf<TValue, TRefusal>(Outcome<TValue, TRefusal>? outcome)
        where TValue : class
        where TRefusal : struct, Enum => outcome is null ? null : outcome.Refusal?.ToString() ?? "Done";
}
