namespace Attn.Storage.Archive.Rows;

/// <summary>A table as the copy writes it: what goes into which column, and the one statement that inserts or, where the copy is newer, replaces.</summary>
/// <param name="Key">The primary key's columns; rows are written in its order, so that two copies never wait for each other in a circle.</param>
/// <param name="Replaces">When an existing row is replaced (the copy's row is <c>excluded</c>); <c>null</c>: never.</param>
internal sealed record CopyTable<TRow>(
    string Name,
    string Key,
    string? Replaces,
    IReadOnlyList<CopyColumn<TRow>> Columns
)
{
    public string ColumnNames { get; } = string.Join(", ", Columns.Select(column => column.Name));

    /// <param name="source">A SELECT or VALUES of all columns in their order.</param>
    public string Upsert(string source)
    {
        var replaced = Columns
            .Select(column => column.Name)
            .Except(Key.Split(", "), StringComparer.Ordinal)
            .Select(name => $"{name} = excluded.{name}");
        var conflict = Replaces is null ? "NOTHING" : $"UPDATE SET {string.Join(", ", replaced)} WHERE {Replaces}";
        return $"INSERT INTO {Name} ({ColumnNames}) {source} ON CONFLICT ({Key}) DO {conflict}";
    }
}

internal sealed record CopyColumn<TRow>(string Name, ColumnKind Kind, Func<TRow, object?> Value);

internal enum ColumnKind
{
    Text,
    Json,
    Id,
    Flag,
    Number,
    LongNumber,

    /// <summary>UTC, whole milliseconds.</summary>
    Time,
}

internal static class CopyTables
{
    /// <summary>A later name replaces an earlier one, the portal's any typed one. The same name again, which is the rule, writes nothing.</summary>
    public static readonly CopyTable<UserRow> Users = new(
        "users",
        "number",
        "(excluded.is_from_portal, excluded.known_at) >= (users.is_from_portal, users.known_at) "
            + "AND (excluded.is_from_portal, excluded.full_name, excluded.role) <> (users.is_from_portal, users.full_name, users.role)",
        [
            new("number", ColumnKind.Text, row => row.Number),
            new("full_name", ColumnKind.Text, row => row.FullName),
            new("role", ColumnKind.Text, row => row.Role.ToString()),
            new("is_from_portal", ColumnKind.Flag, row => row.IsFromPortal),
            new("known_at", ColumnKind.Time, row => row.KnownAt),
        ]
    );

    /// <summary>Never touches <c>deleted_at</c>: no copy brings a session back.</summary>
    public static readonly CopyTable<AttendanceRow> Attendances = new(
        "attendances",
        "id",
        "excluded.version > attendances.version AND attendances.deleted_at IS NULL",
        [
            new("id", ColumnKind.Id, row => row.Id),
            new("teacher_number", ColumnKind.Text, row => row.TeacherNumber),
            new("teacher_name", ColumnKind.Text, row => row.TeacherName),
            new("lesson_name", ColumnKind.Text, row => row.LessonName),
            new("lesson_key", ColumnKind.Text, row => row.LessonKey),
            new("start_time", ColumnKind.Time, row => row.StartTime),
            new("end_time", ColumnKind.Time, row => row.EndTime),
            new("security_option", ColumnKind.Number, row => (int)row.SecurityOption),
            new("teacher_address", ColumnKind.Text, row => row.TeacherAddress),
            new("late_after_minutes", ColumnKind.Number, row => row.LateAfterMinutes),
            new("require_code", ColumnKind.Flag, row => row.RequireCode),
            new("version", ColumnKind.LongNumber, row => row.Version),
        ]
    );

    public static readonly CopyTable<RecordRow> Records = new(
        "records",
        "attendance_id, student_number",
        "excluded.version > records.version",
        [
            new("attendance_id", ColumnKind.Id, row => row.AttendanceId),
            new("student_number", ColumnKind.Text, row => row.StudentNumber),
            new("student_name", ColumnKind.Text, row => row.StudentName),
            new("name_is_from_portal", ColumnKind.Flag, row => row.NameIsFromPortal),
            new("is_attended", ColumnKind.Flag, row => row.IsAttended),
            new("attendance_time", ColumnKind.Time, row => row.AttendanceTime),
            new("fail_reason", ColumnKind.Text, row => row.FailReason),
            new("decided_by", ColumnKind.Text, row => row.DecidedBy.ToString()),
            new("excused", ColumnKind.Flag, row => row.Excused),
            new("note", ColumnKind.Text, row => row.Note),
            new("is_deleted", ColumnKind.Flag, row => row.IsDeleted),
            new("replaced", ColumnKind.Json, row => row.Replaced),
            new("attempts", ColumnKind.Number, row => row.Attempts),
            new("refused_comparisons", ColumnKind.Number, row => row.RefusedComparisons),
            new("last_try_at", ColumnKind.Time, row => row.LastTryAt),
            new("verification_id", ColumnKind.Id, row => row.VerificationId),
            new("updated_at", ColumnKind.Time, row => row.UpdatedAt),
            new("version", ColumnKind.LongNumber, row => row.Version),
        ]
    );

    /// <summary>A trail is only added to.</summary>
    public static readonly CopyTable<AuditRow> Audit = new(
        "audit",
        "attendance_id, version",
        Replaces: null,
        [
            new("attendance_id", ColumnKind.Id, row => row.AttendanceId),
            new("version", ColumnKind.LongNumber, row => row.Version),
            new("at", ColumnKind.Time, row => row.At),
            new("actor", ColumnKind.Text, row => row.Actor),
            new("action", ColumnKind.Text, row => row.Action.ToString()),
            new("student_number", ColumnKind.Text, row => row.StudentNumber),
            new("before", ColumnKind.Json, row => row.Before),
            new("after", ColumnKind.Json, row => row.After),
            new("reason", ColumnKind.Text, row => row.Reason),
        ]
    );
}
