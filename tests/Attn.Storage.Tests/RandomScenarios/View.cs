using Attn.Domain;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>
/// What the model and the stores must agree on, as text that can be compared and read. The state of a deleted record
/// before its deletion does not matter.
/// </summary>
internal static class View
{
    public static string Of(string student, Model.Record record) =>
        Line(
            student,
            Of(record.State),
            Of(record.Replaced),
            record.Attempts,
            record.RefusedChecks,
            record.LastAttempt,
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

    public static string Of(Model.State? state) =>
        state switch
        {
            null => "nothing",
            { IsDeleted: true } => "deleted",
            _ => $"{(state.IsPresent ? "present" : "absent")} {state.PresentAt:O} {state.Reason} "
                + (state.ByTeacher ? "Teacher" : "System"),
        };

    public static string Of(RecordState? state) =>
        state switch
        {
            null => "nothing",
            { IsDeleted: true } => "deleted",
            _ => $"{(state.IsAttended ? "present" : "absent")} {state.AttendanceTime:O} {state.FailReason} "
                + $"{state.DecidedBy}",
        };

    private static string Line(
        string student,
        string state,
        string replaced,
        int attempts,
        int refused,
        DateTimeOffset? lastAttempt,
        Guid? check,
        DateTimeOffset updatedAt,
        long version
    ) =>
        FormattableString.Invariant(
            $"{student}: {state} (before: {replaced}) attempts {attempts}, refused {refused}, last {lastAttempt:O}, "
        ) + FormattableString.Invariant($"check {check}, updated {updatedAt:O}, version {version}");
}
