namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>
/// One event of a random scenario. Class sessions, students and workers are numbers, so that any subset of the steps
/// still makes sense.
/// </summary>
internal abstract record Step
{
    /// <summary>The teacher opens a class session.</summary>
    public sealed record Open(int StartsIn, int Minutes) : Step;

    public sealed record Advance(int Seconds) : Step;

    public sealed record CheckIn(int Session, int Student, Evidence Evidence) : Step;

    /// <summary>Selfies one after the other, each refused by the verifier.</summary>
    public sealed record FailFaceChecks(int Session, int Student, int Times) : Step;

    /// <param name="OnlyAfterEnd">By the routes that are refused while the class session is live.</param>
    public sealed record Decide(int Session, int Student, Decision Decision, bool OnlyAfterEnd) : Step;

    /// <param name="Back">0: the student's last check, 1: the one before …</param>
    /// <param name="Between">Happens between finding the record and changing it.</param>
    /// <param name="Crashes">The program dies before it cleans up the outbox.</param>
    public sealed record Verdict(int Session, int Student, int Back, bool IsPassed, Step? Between, bool Crashes) : Step;

    public sealed record RefuseSubmission(int Session, int Student, int Back) : Step;

    public sealed record TimeOut(int Session, int Student, int Back) : Step;

    /// <summary>A round of the worker that sends checks and times out those past their deadline.</summary>
    public sealed record SendChecks : Step;

    public sealed record Finish(int Session) : Step;

    public sealed record Cancel(int Session) : Step;

    public sealed record Extend(int Session, int Minutes) : Step;

    /// <summary>
    /// Runs the archiver, with something that happens between its copy and its save, and between its save and its
    /// removal.
    /// </summary>
    public sealed record Archive(int Session, Step? AfterCopy, Step? BeforeRemoval) : Step;

    /// <summary>
    /// One of two workers of another replica takes a copy. It saves and removes at any later time, or never.
    /// </summary>
    public sealed record TakeCopy(int Worker, int Session) : Step;

    public sealed record SaveCopy(int Worker) : Step;

    public sealed record RemoveCopied(int Worker) : Step;

    public sealed record DeleteSession(int Session) : Step;
}
