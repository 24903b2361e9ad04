namespace Attn.Api;

/// <summary>
/// The id of every log message of the program. Operators filter by them, so an id keeps its meaning for good.
/// </summary>
internal static class EventIds
{
    // Errors
    public const int RequestAnswered503 = 1001;
    public const int RequestFailed = 1002;
    public const int ClientHungUp = 1003;

    // Sign-in
    public const int UserNotSaved = 1101;

    // Check-in
    public const int SelfieHistoryUnavailable = 1201;

    // Face checks
    public const int FaceVerifierUnreachable = 1301;
    public const int FaceVerifierAnsweredError = 1302;
    public const int FaceCheckPicturesMissing = 1311;
    public const int FaceCheckGivenUp = 1312;

    // Archiving and retention
    public const int SessionStillChanging = 1401;
    public const int SessionNotArchived = 1402;
    public const int OldDataDeleted = 1421;

    // Health
    public const int DependencyUnavailable = 1501;
    public const int DependencyRestored = 1502;
    public const int DependencyClockOff = 1503;

    // Consent
    public const int ConsentNotLookedUp = 1601;

    // Live view
    public const int SlowReaderDropped = 1701;
}
