namespace Attn.Domain;

/// <summary>Why a check-in was not recorded.</summary>
public enum CheckInRefusal
{
    NotStarted,
    Ended,
    Cancelled,
    AlreadyPresent,
    AlreadyPending,
    DecidedByTeacher,
    TooManyFaceChecks,
}
