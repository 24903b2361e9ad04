using System.Globalization;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>
/// What the contract tests share: a store of the test's own, a clock, and methods that say what happens in the
/// classroom.
/// </summary>
public abstract class LiveContract : IAsyncLifetime
{
    protected static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);
    protected static readonly CancellationToken None = CancellationToken.None;
    private const int PictureSize = 1000;
    private LiveHarness? _harness;

    /// <summary>Numbers that could break keys or queries that are built from them.</summary>
    public static TheoryData<string> OddNumbers =>
        new(
            "12:34",
            "12/34",
            "12|34",
            "12%7C34",
            "12\\|34",
            "ÖĞRENCİ-ıİşç",
            "{12}",
            "*",
            "12 34",
            "a'b\"c",
            "attn:outbox:due",
            "[x]?",
            "😀"
        );

    protected static LiveStoreLimits Limits { get; } = new() { OutboxBytes = 20 * PictureSize };

    /// <summary>The caller's and the store's time. Only <see cref="AdvanceAsync"/> moves it.</summary>
    protected DateTimeOffset Now { get; private set; } = TimeProvider.System.GetUtcNow();

    protected LiveHarness Harness => _harness ?? throw new InvalidOperationException("The test has not started.");

    protected ILiveStore Live => Harness.Live;

    protected ILoginStore Logins => Harness.Logins;

    protected IFaceCheckOutbox Outbox => Harness.Outbox;

    protected ITicketStore Tickets => Harness.Tickets;

    protected ISelfieStore Selfies => Harness.Selfies;

    public async ValueTask InitializeAsync() => _harness = await CreateAsync(Limits, Now);

    public async ValueTask DisposeAsync()
    {
        if (_harness is not null)
            await _harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="now">The store's time, if its clock can be set.</param>
    protected abstract Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now);

    protected static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> action) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => action(number))));

    protected static byte[] Picture(int seed, int length = 5000)
    {
        var picture = new byte[length];
        new Random(seed).NextBytes(picture);
        return picture;
    }

    protected static string Student(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:0000}");

    protected async Task AdvanceAsync(TimeSpan time)
    {
        await Harness.AdvanceAsync(time);
        Now += time;
    }

    /// <summary>A class session that started five minutes ago and lasts another hour.</summary>
    protected ClassSession Session(string teacher = "T1") =>
        new()
        {
            Id = Guid.NewGuid(),
            TeacherNumber = teacher,
            TeacherName = "ELİF KARTAL",
            LessonName = "Calculus I",
            StartTime = Now.AddMinutes(-5),
            EndTime = Now.AddHours(1),
            SecurityOption = SecurityOption.WifiAndFace,
            TeacherAddress = "10.1.2.3",
            LateAfterMinutes = 10,
            RequireCode = true,
        };

    protected async Task<ClassSession> OpenAsync(ClassSession? session = null)
    {
        session ??= Session();
        Assert.Null(await Live.OpenAsync(session, Now, None));
        return await FindAsync(session.Id);
    }

    /// <summary>A class session of an hour, planned for the future.</summary>
    protected ClassSession Planned(TimeSpan startsIn, string teacher = "T1") =>
        Session(teacher) with
        {
            StartTime = Now + startsIn,
            EndTime = Now + startsIn + TimeSpan.FromHours(1),
        };

    protected async Task<ClassSession?> FindRunningAsync(string teacher, DateTimeOffset now) =>
        (await Live.ListOfTeacherAsync(teacher, now, now.AddTicks(1), None)).SingleOrDefault();

    protected Task<SessionOutcome?> CancelAsync(ClassSession session) =>
        Live.ChangeSessionAsync(
            session.Id,
            it => ClassSessionRules.Cancel(it, it.TeacherNumber, it.TeacherNumber, "Snow storm", Now),
            None
        );

    protected async Task<ClassSession> FindAsync(Guid id) =>
        await Live.FindSessionAsync(id, None) ?? throw new InvalidOperationException("The class session is gone.");

    protected Task<SessionOutcome?> FinishAsync(ClassSession session) =>
        Live.ChangeSessionAsync(session.Id, it => ClassSessionRules.Finish(it, it.TeacherNumber, Now), None);

    protected Task<SessionOutcome?> ExtendAsync(ClassSession session, DateTimeOffset end) =>
        Live.ChangeSessionAsync(session.Id, it => ClassSessionRules.Extend(it, it.TeacherNumber, end, Now), None);

    protected Task<CheckInOutcome?> CheckInAsync(Guid id, string student, CheckInEvidence? evidence = null)
    {
        var attempt = new CheckInAttempt(id, student, "ÇAĞLA IŞIK", evidence ?? CheckInEvidence.Complete);
        return Live.ChangeRecordAsync(
            id,
            student,
            (session, record) => CheckInRules.CheckIn(session, record, attempt, Now),
            None
        );
    }

    protected static CheckInEvidence Selfie(Guid verification) =>
        CheckInEvidence.Of(new(verification, PictureSize, Grace));

    /// <summary>Saves the pictures, then checks in, as the Api does.</summary>
    protected async Task<Guid> CheckInWithSelfieAsync(Guid id, string student)
    {
        var verification = Guid.NewGuid();
        await Outbox.SavePicturesAsync(verification, new FacePictures(Picture(1), Picture(2)), None);
        OutcomeAssert.Succeeded(await CheckInAsync(id, student, Selfie(verification)));
        return verification;
    }

    protected Task<VerdictOutcome?> SettleAsync(Guid id, string student, Guid verification, bool passed = true) =>
        Live.ChangeRecordAsync(
            id,
            student,
            (_, record) => VerdictRules.Settle(record, verification, passed, "no match", Now),
            None
        );

    /// <summary>Times out as if the grace had ended.</summary>
    protected Task<VerdictOutcome?> TimeOutAsync(Guid id, string student, Guid verification) =>
        Live.ChangeRecordAsync(
            id,
            student,
            (session, record) => VerdictRules.TimeOut(session, record, verification, Grace, session.EndTime + Grace),
            None
        );

    /// <summary>Ends a check in one of the possible ways.</summary>
    protected Task EndAsync(ClassSession session, string student, Guid verification, string how) =>
        how switch
        {
            "verdict" => SettleAsync(session.Id, student, verification),
            "refused submission" => Live.ChangeRecordAsync(
                session.Id,
                student,
                (_, record) => VerdictRules.RefuseSubmission(record, verification, Now),
                None
            ),
            "teacher" => AcceptAsync(session, student),
            "deletion of the record" => DeleteAsync(session, student),
            "time-out" => TimeOutAsync(session.Id, student, verification),
            "withdrawal" => Live.ChangeRecordAsync(
                session.Id,
                student,
                (_, record) => VerdictRules.Withdraw(record, verification, Now),
                None
            ),
            "removal" => Outbox.RemoveAsync(verification, None),
            _ => throw new ArgumentException(how, nameof(how)),
        };

    protected Task<TeacherOutcome?> DecideAsync(
        ClassSession session,
        string student,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<TeacherOutcome>> rule
    )
    {
        var decision = new TeacherDecision(session.TeacherNumber, student, OnlyAfterEnd: false, Now);
        return Live.ChangeRecordAsync(session.Id, student, (it, record) => rule(it, record, decision), None);
    }

    protected Task<TeacherOutcome?> AcceptAsync(ClassSession session, string student) =>
        DecideAsync(session, student, TeacherRules.Accept);

    protected Task<TeacherOutcome?> DeleteAsync(ClassSession session, string student) =>
        DecideAsync(
            session,
            student,
            (it, record, decision) => TeacherRules.Delete(it, record, decision, "not in this class")
        );

    protected async Task<AttendanceRecord?> RecordAsync(Guid id, string student) =>
        (await Live.FindRecordAsync(id, student, None))?.Record;

    protected async Task<SessionCopy> CopyAsync(Guid id) =>
        await Live.CopyAsync(id, None) ?? throw new InvalidOperationException("The class session is gone.");

    protected async Task<IReadOnlyList<Guid>> LeaseDueAsync(int limit = 100) =>
        [.. (await Outbox.LeaseDueAsync(limit, TimeSpan.FromMinutes(1), None)).Select(check => check.VerificationId)];
}
