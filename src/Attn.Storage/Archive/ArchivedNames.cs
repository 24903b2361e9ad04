using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>
/// What the archive knows about a student's name; <see cref="StudentNames"/> says which one is shown.
/// </summary>
internal static class ArchivedNames
{
    /// <param name="number">Stands for the name where none is known.</param>
    /// <param name="user">The portal's name or, without one, the name that was typed last.</param>
    /// <param name="listed">The student on the course's class list.</param>
    /// <param name="record">Matters only where <paramref name="user"/> is unknown.</param>
    public static string Of(string number, UserRow? user, EnrolmentRow? listed, AttendanceRecord? record)
    {
        var known = new StudentNames(
            user is { IsFromPortal: true } ? user.FullName : null,
            listed?.StudentName,
            user?.FullName
        );
        // The name that was typed last is the user's, not the record's.
        var names = user is null || record is { NameIsFromPortal: true } ? known.With(record) : known;
        return names.Best ?? number;
    }

    /// <summary>The record under the student's best name.</summary>
    public static AttendanceRecord WithBestName(this AttendanceRecord record, UserRow? user, EnrolmentRow? listed) =>
        record with
        {
            StudentName = Of(record.StudentNumber, user, listed, record),
            NameIsFromPortal = record.NameIsFromPortal || user is { IsFromPortal: true },
        };
}
