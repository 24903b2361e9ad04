using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>
/// A student's name, the same in every roster, report and class list of a course: <see cref="StudentNames.Best"/> of
/// what the archive knows.
/// </summary>
internal static class ArchivedNames
{
    /// <param name="number">Stands for the name where none is known.</param>
    /// <param name="user">The portal's name or, without one, the name that was typed last.</param>
    /// <param name="listed">The student on the course's class list.</param>
    /// <param name="record">Matters only where <paramref name="user"/> is unknown.</param>
    public static string Of(string number, UserRow? user, EnrolmentRow? listed, AttendanceRecord? record)
    {
        var fromPortal =
            user is { IsFromPortal: true } ? user.FullName
            : record is { NameIsFromPortal: true } ? record.StudentName
            : null;
        return StudentNames.Best(fromPortal, listed?.StudentName, user?.FullName ?? record?.StudentName) ?? number;
    }

    /// <summary>The record under the student's best name.</summary>
    public static AttendanceRecord WithBestName(this AttendanceRecord record, UserRow? user, EnrolmentRow? listed) =>
        record with
        {
            StudentName = Of(record.StudentNumber, user, listed, record),
            NameIsFromPortal = record.NameIsFromPortal || user is { IsFromPortal: true },
        };
}
