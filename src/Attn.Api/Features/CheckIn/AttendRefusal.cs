namespace Attn.Api.Features.CheckIn;

/// <summary>Why a request to attend left no record.</summary>
internal enum AttendRefusal
{
    NoSuchSession,
    NotStarted,
    Ended,
    AlreadyPresent,
    AlreadyPending,
    DecidedByTeacher,
    TooManyFaceChecks,

    /// <summary>The session asks for the code on the screen, and the student sent no ticket.</summary>
    TicketMissing,

    /// <summary>Forged, expired before anybody used it, or of another class session.</summary>
    TicketNotValid,

    TicketNotYours,
    FormNotValid,
    SelfieTooLarge,
    SelfieNotJpegOrPng,
    SelfieUnreadable,
}
