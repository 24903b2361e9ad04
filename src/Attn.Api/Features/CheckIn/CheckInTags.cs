using Attn.Domain;

namespace Attn.Api.Features.CheckIn;

/// <summary>The metric tag of an attempt to check in: one of a short list of words, which identifies nobody.</summary>
internal static class CheckInTags
{
    public static string Of(AttendOutcome outcome) =>
        outcome.Value is { } recorded ? Of(recorded.Record) : Of(outcome.Refusal!.Value);

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

    private static string Of(AttendRefusal refusal) =>
        refusal switch
        {
            AttendRefusal.UnknownSession => "no_such_session",
            AttendRefusal.NotStarted => "not_started",
            AttendRefusal.Ended => "ended",
            AttendRefusal.Cancelled => "cancelled",
            AttendRefusal.AlreadyPresent => "already_present",
            AttendRefusal.AlreadyPending => "already_pending",
            AttendRefusal.DecidedByTeacher => "decided_by_teacher",
            AttendRefusal.TooManyFaceChecks => "too_many_face_checks",
            AttendRefusal.TicketMissing or AttendRefusal.TicketNotValid or AttendRefusal.TicketNotYours =>
                "ticket_refused",
            AttendRefusal.SelfieTooLarge or AttendRefusal.PictureTooLarge => "picture_too_large",
            AttendRefusal.TooManyUploads => "too_many_uploads",
            AttendRefusal.FormNotValid or AttendRefusal.SelfieNotJpegOrPng or AttendRefusal.SelfieUnreadable =>
                "bad_picture",
        };
}
