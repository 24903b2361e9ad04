namespace Attn.Api.Platform.Errors;

/// <summary>
/// Every error that the API answers with. The contract fixes the sentences: existing clients show them.
/// </summary>
internal static partial class ProblemKinds
{
    public static readonly ProblemKind NotValid = new(
        422,
        ErrorCode.NotValid,
        "end_time: The end must be later than the start."
    );

    public static readonly ProblemKind NotSignedIn = new(401, ErrorCode.NotSignedIn, "Could not validate credentials");

    public static readonly ProblemKind WrongCredentials = new(
        401,
        ErrorCode.WrongCredentials,
        "Invalid username or password."
    );

    public static readonly ProblemKind UnknownRole = new(403, ErrorCode.UnknownRole, "Unknown user role from Aksis.");

    public static readonly ProblemKind OnlyForTeachers = new(
        403,
        ErrorCode.WrongRole,
        "This operation is only valid for teachers."
    );

    public static readonly ProblemKind OnlyForStudents = new(
        403,
        ErrorCode.WrongRole,
        "This operation is only valid for students."
    );

    public static readonly ProblemKind NotFound = new(404, ErrorCode.NotFound, "Not Found");

    public static readonly ProblemKind TooLarge = new(
        413,
        ErrorCode.TooLarge,
        "The upload is too large: 8 KB at most."
    );

    public static readonly ProblemKind SelfieTooLarge = new(
        413,
        ErrorCode.TooLarge,
        "The picture is too large: 8 MB at most."
    );

    public static readonly ProblemKind PictureTooLarge = new(
        422,
        ErrorCode.PictureTooLarge,
        "The picture is too large to open. Send a photo as the camera takes it, a JPEG of 12 megapixels or less."
    );

    public static readonly ProblemKind RequestTimeout = new(
        408,
        ErrorCode.RequestTimeout,
        "The request took too long."
    );

    public static readonly ProblemKind AnswerTimeout = new(
        504,
        ErrorCode.AnswerTimeout,
        "This took too long and was stopped. It may have been done all the same: look first, then try again."
    );

    public static readonly ProblemKind InternalError = new(
        500,
        ErrorCode.InternalError,
        "Something went wrong on our side."
    );

    public static readonly ProblemKind RateLimited = new(
        429,
        ErrorCode.RateLimited,
        "Too many requests. Please try again in 12 s."
    );

    public static readonly ProblemKind StoreUnavailable = new(
        503,
        ErrorCode.StoreUnavailable,
        "The service is temporarily unavailable. Please try again."
    );

    /// <summary>Written by the proxy (deploy/nginx/api.conf), in the same form.</summary>
    public static readonly ProblemKind ServiceUnavailable = new(
        503,
        ErrorCode.ServiceUnavailable,
        "The service does not answer at the moment. Please try again in a few seconds."
    );

    public static readonly ProblemKind PortalUnavailable = new(
        503,
        ErrorCode.PortalUnavailable,
        "Aksis service is currently unavailable."
    );

    public static readonly ProblemKind TooManyFailedSignIns = new(
        429,
        ErrorCode.TooManyFailedSignIns,
        "Too many failed sign-ins. Please wait a minute."
    );

    /// <summary>To the teacher: no such session, or somebody else's.</summary>
    public static readonly ProblemKind SessionNotFound = new(
        404,
        ErrorCode.NotFound,
        "Attendance not found or you are not authorized to access it."
    );

    /// <summary>For a student who checks in; the contract says 400.</summary>
    public static readonly ProblemKind UnknownSessionToAttend = new(
        400,
        ErrorCode.NotFound,
        "This attendance session does not exist."
    );

    /// <summary>For a student who looks a class session up or watches it.</summary>
    public static readonly ProblemKind UnknownSession = new(
        404,
        ErrorCode.NotFound,
        "This attendance session does not exist."
    );

    public static readonly ProblemKind SessionOverlaps = new(
        400,
        ErrorCode.SessionOverlaps,
        "You already have an active attendance session. Please end it first."
    );

    public static readonly ProblemKind TooManyPlannedSessions = new(
        400,
        ErrorCode.TooManyPlannedSessions,
        "You already have 500 planned attendance sessions. Please cancel some of them first."
    );

    public static readonly ProblemKind SessionNotStarted = new(
        400,
        ErrorCode.SessionNotStarted,
        "This attendance session has not started yet."
    );

    public static readonly ProblemKind SessionEnded = new(
        400,
        ErrorCode.SessionEnded,
        "This attendance session has already ended."
    );

    public static readonly ProblemKind SessionCancelled = new(
        400,
        ErrorCode.SessionCancelled,
        "This attendance session was cancelled."
    );

    public static readonly ProblemKind SessionStillLive = new(
        400,
        ErrorCode.SessionStillLive,
        "This attendance session is still live."
    );

    public static readonly ProblemKind NetworksNotConfigured = new(
        503,
        ErrorCode.NetworksNotConfigured,
        "The Wi-Fi check is not set up: set CAMPUS_NETWORKS, or WIFI_BY_TEACHER_SUBNET=true. "
            + "Until then, open the session with another security option."
    );

    public static readonly ProblemKind FaceChecksNotConfigured = new(
        503,
        ErrorCode.FaceChecksNotConfigured,
        "The face check is not set up. Set FACE_VERIFIER_MICROSERVICE_URL to a face service. "
            + "Until then, open the session with another security option."
    );

    public static readonly ProblemKind TooManyLiveViews = new(
        429,
        ErrorCode.TooManyLiveViews,
        "You have 10 live views open. Close one of them first."
    );

    public static readonly ProblemKind RecordNotFound = new(
        404,
        ErrorCode.RecordNotFound,
        "Attendance record for the specified student not found."
    );

    public static readonly ProblemKind RecordToDeleteNotFound = new(
        404,
        ErrorCode.RecordNotFound,
        "Student record to be deleted was not found."
    );

    public static readonly ProblemKind OwnRecordNotFound = new(
        404,
        ErrorCode.RecordNotFound,
        "You have no attendance record in this session."
    );

    public static readonly ProblemKind NothingToUndo = new(
        404,
        ErrorCode.NothingToUndo,
        "There is no decision by hand to take back."
    );

    public static readonly ProblemKind AlreadyPresent = new(
        400,
        ErrorCode.AlreadyPresent,
        "You have already successfully joined this session."
    );

    public static readonly ProblemKind AlreadyPending = new(
        400,
        ErrorCode.AlreadyPending,
        "Your attendance is already pending verification. Please wait."
    );

    public static readonly ProblemKind DecidedByTeacher = new(
        400,
        ErrorCode.DecidedByTeacher,
        "Your teacher has already decided on your attendance."
    );

    public static readonly ProblemKind TooManyFaceChecks = new(
        400,
        ErrorCode.TooManyFaceChecks,
        "Too many face checks. Please ask your teacher."
    );

    public static readonly ProblemKind TooManyPendingFaceChecks = new(
        503,
        ErrorCode.TooManyPendingFaceChecks,
        "Too many face checks are waiting. Please try again in a while."
    );

    public static readonly ProblemKind TicketMissing = new(
        400,
        ErrorCode.TicketMissing,
        "This session asks for the code on the screen. Scan it or type it."
    );

    public static readonly ProblemKind TicketExpired = new(
        400,
        ErrorCode.TicketExpired,
        "This ticket is not valid any more. Scan the screen again."
    );

    public static readonly ProblemKind TicketNotYours = new(
        400,
        ErrorCode.TicketNotYours,
        "This ticket belongs to somebody else. Scan the screen yourself."
    );

    public static readonly ProblemKind CodeExpired = new(
        400,
        ErrorCode.CodeExpired,
        "This code is not valid any more. Scan the screen again or type the code that it shows now."
    );

    public static readonly ProblemKind TooManyWrongCodes = new(
        429,
        ErrorCode.TooManyWrongCodes,
        "Too many wrong codes. Please wait a minute, then scan the screen again."
    );

    public static readonly ProblemKind TooManyTickets = new(
        429,
        ErrorCode.TooManyTickets,
        "Too many phones near you have used this code. Sign in first, then scan the screen again."
    );

    public static readonly ProblemKind CodeAddressTooLong = new(
        400,
        ErrorCode.CodeAddressTooLong,
        "The address that this request used is too long for a code: set PUBLIC_BASE_URL to a shorter one."
    );

    public static readonly ProblemKind SignatureNotValid = new(
        403,
        ErrorCode.SignatureNotValid,
        "The signature is missing or wrong."
    );

    public static readonly ProblemKind VerdictNotAccepted = new(
        403,
        ErrorCode.VerdictNotAccepted,
        "The verdict is for another verification, too old, or lacks its id and time."
    );
}
