using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Tests.RandomLessons;

/// <summary>What the model and the stores must agree on, as text that can be compared and read. What a deleted record said does not matter.</summary>
internal static class View
{
    public static string Of(string student, Model.Record record) =>
        Line(
            student,
            Of(record.Says),
            Of(record.Undoable),
            record.Tries,
            record.Refused,
            record.LastTry,
            record.Check,
            record.UpdatedAt,
            record.Version
        );

    public static string Of(AttendanceRecord record) =>
        Line(
            record.StudentNumber,
            Of(record.State),
            Of(record.Replaced),
            record.Attempts,
            record.RefusedComparisons,
            record.LastTryAt,
            record.VerificationId,
            record.UpdatedAt,
            record.Version
        );

    public static string Of(Model.Says? says) =>
        says switch
        {
            null => "nothing",
            { IsDeleted: true } => "deleted",
            _ =>
                $"{(says.IsPresent ? "present" : "absent")} {says.PresentAt:O} {says.Reason} {(says.ByTeacher ? "Teacher" : "System")}",
        };

    /// <param name="json">A state in the archive's audit trail.</param>
    public static string Of(string? json) => Of(RecordStateJson.Read(json));

    private static string Of(RecordState? state) =>
        state switch
        {
            null => "nothing",
            { IsDeleted: true } => "deleted",
            _ =>
                $"{(state.IsAttended ? "present" : "absent")} {state.AttendanceTime:O} {state.FailReason} {state.DecidedBy}",
        };

    private static string Line(
        string student,
        string says,
        string undoable,
        int tries,
        int refused,
        DateTimeOffset? lastTry,
        Guid? check,
        DateTimeOffset updatedAt,
        long version
    ) =>
        FormattableString.Invariant(
            $"{student}: {says} (before: {undoable}) tries {tries}, refused {refused}, last {lastTry:O}, check {check}, updated {updatedAt:O}, version {version}"
        );
}
