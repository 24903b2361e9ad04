namespace Attn.Api.Platform.Errors;

/// <summary>
/// One word for each outcome that is not a success: <c>code</c> of every problem, in snake_case on the wire. Clients
/// switch on it; the sentence in <c>detail</c> is for people.
/// </summary>
internal enum ErrorCode
{
    NotValid,
    NotSignedIn,
    WrongCredentials,
    UnknownRole,
    WrongRole,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    TooLarge,

    /// <summary>A picture that would take too much memory or time to decode, however small its file is.</summary>
    PictureTooLarge,
    RequestTimeout,
    RateLimited,
    InternalError,
    StoreUnavailable,

    /// <summary>The proxy in front finds no replica that answers.</summary>
    ServiceUnavailable,
    PortalUnavailable,
    AnswerTimeout,
    TooManyFailedSignIns,
    SessionOverlaps,
    TooManyPlannedSessions,
    SessionNotStarted,
    SessionEnded,
    SessionCancelled,
    SessionStillLive,
    NetworksNotConfigured,
    FaceChecksNotConfigured,
    RecordNotFound,
    NothingToUndo,
    AlreadyPresent,
    AlreadyPending,
    DecidedByTeacher,
    TooManyFaceChecks,
    TooManyPendingFaceChecks,
    TicketMissing,
    TicketExpired,
    TicketNotYours,
    CodeExpired,
    TooManyWrongCodes,
    TooManyTickets,
    CodeAddressTooLong,
    TooManyLiveViews,
    LessonNotFound,
    CourseNotFound,
    CourseExists,
    ClassListNotValid,
    ClassListChanged,
    OnlyTheOwner,
    NotForAssistants,
    TermNotFound,
    SignatureNotValid,
    VerdictNotAccepted,
}
