using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive.Copying;

/// <summary>
/// A copy as rows. Each table is in the order of its key, so that two copies never wait for each other in a circle.
/// </summary>
internal sealed record CopyRows(
    ClassSessionRow ClassSession,
    IReadOnlyList<UserRow> Users,
    IReadOnlyList<AttendanceRecord> Records,
    IReadOnlyList<AuditRow> Audit,
    IReadOnlyList<SeenStudentRow> Seen
)
{
    public static CopyRows From(SessionCopy copy) =>
        new(
            ClassSessionRow.From(copy.Session),
            UsersOf(copy),
            [.. copy.Records.OrderBy(record => record.StudentNumber, StringComparer.Ordinal)],
            [.. copy.Audit.Select(entry => AuditRow.From(copy.Session.Id, entry)).OrderBy(row => row.Version)],
            SeenIn(copy)
        );

    /// <summary>Those with a record that does not show that they came to the course, in the order of numbers.</summary>
    public IEnumerable<string> Unseen =>
        Records
            .Select(record => record.StudentNumber)
            .Except(Seen.Select(row => row.StudentNumber), StringComparer.Ordinal);

    /// <summary>Nobody could come to a class session that does not count.</summary>
    private static SeenStudentRow[] SeenIn(SessionCopy copy) =>
        copy.Session is { CourseId: { } courseId, Counts: true }
            ?
            [
                .. copy
                    .Records.Where(record => !record.State.IsDeleted)
                    .Select(record => new SeenStudentRow { CourseId = courseId, StudentNumber = record.StudentNumber })
                    .OrderBy(row => row.StudentNumber, StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Every number once: a statement cannot replace a row twice.</summary>
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
