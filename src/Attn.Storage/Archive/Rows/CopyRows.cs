namespace Attn.Storage.Archive.Rows;

/// <summary>A copy as rows, each table in the order of its key.</summary>
internal sealed record CopyRows(
    AttendanceRow Session,
    IReadOnlyList<UserRow> Users,
    IReadOnlyList<RecordRow> Records,
    IReadOnlyList<AuditRow> Audit
)
{
    public static CopyRows From(SessionCopy copy) =>
        new(
            AttendanceRow.From(copy.Session),
            UsersOf(copy),
            [.. copy.Records.Select(RecordRow.From).OrderBy(row => row.StudentNumber, StringComparer.Ordinal)],
            [.. copy.Audit.Select(entry => AuditRow.From(copy.Session.Id, entry)).OrderBy(row => row.Version)]
        );

    /// <summary>Everybody once: a statement cannot replace a row twice.</summary>
    private static UserRow[] UsersOf(SessionCopy copy) =>
        [
            .. copy
                .Records.Select(UserRow.StudentOf)
                .Append(UserRow.TeacherOf(copy.Session))
                .GroupBy(user => user.Number, StringComparer.Ordinal)
                .Select(same => same.OrderBy(user => user.IsFromPortal).ThenBy(user => user.KnownAt).Last())
                .OrderBy(user => user.Number, StringComparer.Ordinal),
        ];
}
