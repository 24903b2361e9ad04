using Attn.Domain;

namespace Attn.Api.Features.CheckIn;

/// <summary>How a try is counted: a short list of words, and nothing about whose it was.</summary>
internal static class CheckInTags
{
    public static string Of(AttendOutcome outcome) =>
        outcome switch
        {
            AttendOutcome.Tried { Outcome: CheckInOutcome.Recorded recorded } => Of(recorded.Record),
            AttendOutcome.Tried tried => Of(tried.Outcome),
            AttendOutcome.NoSuchSession => "no_such_session",
            AttendOutcome.BadSelfie => "bad_picture",
            AttendOutcome.SelfieTooLarge => "picture_too_large",
            _ => "other",
        };

    private static string Of(AttendanceRecord record) =>
        record.State.FailReason switch
        {
            null => "present",
            FailReasons.Pending => "pending",
            FailReasons.WifiFailed => "wifi_failed",
            FailReasons.ImageMissing => "picture_missing",
            FailReasons.ReferenceMissing => "reference_missing",
            FailReasons.NeedsTeacher => "needs_teacher",
            _ => "failed",
        };

    private static string Of(CheckInOutcome refused) =>
        refused switch
        {
            CheckInOutcome.NotStarted => "not_started",
            CheckInOutcome.Ended => "ended",
            CheckInOutcome.AlreadyPresent => "already_present",
            CheckInOutcome.AlreadyPending => "already_pending",
            CheckInOutcome.DecidedByTeacher => "decided_by_teacher",
            CheckInOutcome.TooManyFaceChecks => "too_many_face_checks",
            _ => "other",
        };
}
