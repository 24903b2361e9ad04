namespace Attn.Api.Features.CheckIn;

/// <summary>Why a request to attend did not write a record.</summary>
internal enum AttendRefusal
{
    UnknownSession,
    NotStarted,
    Ended,
    Cancelled,
    AlreadyPresent,
    AlreadyPending,
    DecidedByTeacher,
    TooManyFaceChecks,

    /// <summary>The class session asks for the code on the screen, and the student sent no ticket.</summary>
    TicketMissing,

    /// <summary>Forged, expired before anybody claimed it, or for another class session.</summary>
    TicketNotValid,

    TicketNotYours,
    FormNotValid,
    SelfieTooLarge,
    SelfieNotJpegOrPng,
    SelfieUnreadable,

    /// <summary>Decoding the selfie would take too much memory or time.</summary>
    PictureTooLarge,

    /// <summary>Too many selfies are being received at the moment.</summary>
    TooManyUploads,
}
