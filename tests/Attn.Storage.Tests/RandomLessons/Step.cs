namespace Attn.Storage.Tests.RandomLessons;

/// <summary>One thing that happens in a random lesson. Sessions, students and workers are numbers, so that any subset of steps still makes sense.</summary>
internal abstract record Step
{
    /// <summary>The teacher opens a session.</summary>
    public sealed record Open(int StartsIn, int Minutes) : Step;

    public sealed record Pass(int Seconds) : Step;

    public sealed record Attend(int Session, int Student, Try With) : Step;

    /// <summary>Selfies one after the other, each refused by the verifier.</summary>
    public sealed record AttendInVain(int Session, int Student, int Times) : Step;

    /// <param name="IsHistorical">By the routes that are refused while the session is live.</param>
    public sealed record Decide(int Session, int Student, Decision What, bool IsHistorical) : Step;

    /// <param name="Back">0: the student's last check, 1: the one before …</param>
    /// <param name="Between">What happens between looking the record up and changing it.</param>
    /// <param name="Dies">The program ends before it tidies the outbox up.</param>
    public sealed record Verdict(int Session, int Student, int Back, bool IsPassed, Step? Between, bool Dies) : Step;

    public sealed record RefuseSubmission(int Session, int Student, int Back) : Step;

    public sealed record TimeOut(int Session, int Student, int Back) : Step;

    /// <summary>A round of the worker that sends checks and ends those whose time is over.</summary>
    public sealed record SenderRound : Step;

    public sealed record Finish(int Session) : Step;

    public sealed record Extend(int Session, int Minutes) : Step;

    /// <summary>The archiver, with something that happens between its copy and its save, and between its save and its removal.</summary>
    public sealed record Archive(int Session, Step? AfterCopy, Step? BeforeRemoval) : Step;

    /// <summary>One of two workers of another replica takes its copy, and does the rest whenever it comes to it, or never.</summary>
    public sealed record TakeCopy(int Worker, int Session) : Step;

    public sealed record SaveCopy(int Worker) : Step;

    public sealed record RemoveCopied(int Worker) : Step;

    public sealed record DeleteSession(int Session) : Step;
}

/// <summary>What a student brings.</summary>
internal enum Try
{
    Enough,
    WrongNetwork,
    Selfie,

    /// <summary>The program ends after it saved the pictures.</summary>
    SelfieAndDeath,
}

internal enum Decision
{
    Accept,
    Fail,

    /// <summary>In the very words that the machine uses for a check that waits.</summary>
    FailAsPending,
    AddPresent,
    AddAbsent,
    Undo,
    Delete,
}
