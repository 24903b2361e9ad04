namespace Attn.Api.Platform.Errors;

/// <summary>The contract's fixed texts that several routes answer with.</summary>
internal static class Details
{
    public const string SessionNotFound = "Attendance not found or you are not authorized to access it.";
    public const string RecordNotFound = "Attendance record for the specified student not found.";
    public const string SessionEnded = "This attendance session has already ended.";
    public const string LessonNotFound = "Lesson not found: you have neither held nor planned it.";
    public const string StillLive = "This attendance session is still live.";
}
