using System.Globalization;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing;

namespace Attn.Storage.Tests.Live;

/// <summary>What the contract suites share: a store of the test's own, a clock, and shorthands that say what happens in the classroom.</summary>
public abstract class LiveContract : IAsyncLifetime
{
    protected static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);
    private const int PictureSize = 1000;
    private LiveHarness? _harness;

    protected static LiveStoreLimits Limits { get; } = new() { OutboxBytes = 20 * PictureSize };

    /// <summary>Both the caller's and the store's time; it moves with <see cref="AdvanceAsync"/> alone.</summary>
    protected DateTimeOffset Now { get; private set; } = TimeProvider.System.GetUtcNow();

    protected LiveHarness Harness => _harness ?? throw new InvalidOperationException("The test has not begun.");

    protected ILiveStore Live => Harness.Live;

    protected ILoginStore Logins => Harness.Logins;

    protected IFaceCheckOutbox Outbox => Harness.Outbox;

    protected ITicketStore Tickets => Harness.Tickets;

    public async ValueTask InitializeAsync() => _harness = await CreateAsync(Limits, Now);

    public async ValueTask DisposeAsync()
    {
        if (_harness is not null)
            await _harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="now">The time by the store's clock, if that can be set.</param>
    protected abstract Task<LiveHarness> CreateAsync(LiveStoreLimits limits, DateTimeOffset now);

    protected static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> tryIt) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => tryIt(number))));

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

    /// <summary>A session that began five minutes ago and lasts another hour.</summary>
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
        Assert.True(await Live.OpenAsync(session, Now, CancellationToken.None));
        return await FindAsync(session.Id);
    }

    protected async Task<ClassSession> FindAsync(Guid id) =>
        await Live.FindSessionAsync(id, CancellationToken.None)
        ?? throw new InvalidOperationException("The session is gone.");

    protected Task<SessionOutcome?> FinishAsync(ClassSession session) =>
        Live.ChangeSessionAsync(
            session.Id,
            it => ClassSessionRules.Finish(it, it.TeacherNumber, Now),
            CancellationToken.None
        );

    protected Task<SessionOutcome?> ExtendAsync(ClassSession session, DateTimeOffset end) =>
        Live.ChangeSessionAsync(
            session.Id,
            it => ClassSessionRules.Extend(it, it.TeacherNumber, end, Now),
            CancellationToken.None
        );

    protected Task<CheckInOutcome?> CheckInAsync(Guid id, string student, CheckInEvidence? evidence = null)
    {
        var attempt = new CheckInAttempt(id, student, "ÇAĞLA IŞIK", evidence ?? CheckInEvidence.Complete);
        return Live.ChangeRecordAsync(
            id,
            student,
            (session, record) => CheckInRules.CheckIn(session, record, attempt, Now),
            CancellationToken.None
        );
    }

    protected static CheckInEvidence Selfie(Guid verification) =>
        CheckInEvidence.Of(new(verification, PictureSize, Grace));

    /// <summary>What the API does: first the pictures, then the try.</summary>
    protected async Task<Guid> CheckInWithSelfieAsync(Guid id, string student)
    {
        var verification = Guid.NewGuid();
        await Outbox.SavePicturesAsync(verification, new FacePictures(Picture(1), Picture(2)), CancellationToken.None);
        OutcomeAssert.Succeeded(await CheckInAsync(id, student, Selfie(verification)));
        return verification;
    }

    protected Task<VerdictOutcome?> SettleAsync(Guid id, string student, Guid verification, bool passed = true) =>
        Live.ChangeRecordAsync(
            id,
            student,
            (_, record) => VerdictRules.Settle(record, verification, passed, "no match", Now),
            CancellationToken.None
        );

    /// <summary>The grace is over, whatever the clock says.</summary>
    protected Task<VerdictOutcome?> TimeOutAsync(Guid id, string student, Guid verification) =>
        Live.ChangeRecordAsync(
            id,
            student,
            (session, record) => VerdictRules.TimeOut(session, record, verification, Grace, session.EndTime + Grace),
            CancellationToken.None
        );

    /// <summary>Ends a check in one of the ways in which checks end.</summary>
    protected Task EndAsync(ClassSession session, string student, Guid verification, string how) =>
        how switch
        {
            "verdict" => SettleAsync(session.Id, student, verification),
            "refused submission" => Live.ChangeRecordAsync(
                session.Id,
                student,
                (_, record) => VerdictRules.RefuseSubmission(record, verification, Now),
                CancellationToken.None
            ),
            "teacher" => AcceptAsync(session, student),
            "deletion of the record" => DeleteAsync(session, student),
            "time-out" => TimeOutAsync(session.Id, student, verification),
            "withdrawal" => Live.ChangeRecordAsync(
                session.Id,
                student,
                (_, record) => VerdictRules.Withdraw(record, verification, Now),
                CancellationToken.None
            ),
            "removal" => Outbox.RemoveAsync(verification, CancellationToken.None),
            _ => throw new ArgumentException(how, nameof(how)),
        };

    protected Task<TeacherOutcome?> DecideAsync(
        ClassSession session,
        string student,
        Func<ClassSession, AttendanceRecord?, TeacherDecision, RecordChange<TeacherOutcome>> rule
    )
    {
        var decision = new TeacherDecision(session.TeacherNumber, student, OnlyAfterEnd: false, Now);
        return Live.ChangeRecordAsync(
            session.Id,
            student,
            (it, record) => rule(it, record, decision),
            CancellationToken.None
        );
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
        (await Live.FindRecordAsync(id, student, CancellationToken.None))?.Record;

    protected async Task<SessionCopy> CopyAsync(Guid id) =>
        await Live.CopyAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("The session is gone.");

    protected async Task<IReadOnlyList<Guid>> LeaseDueAsync(int limit = 100) =>
        [
            .. (await Outbox.LeaseDueAsync(limit, TimeSpan.FromMinutes(1), CancellationToken.None)).Select(check =>
                check.VerificationId
            ),
        ];
}
