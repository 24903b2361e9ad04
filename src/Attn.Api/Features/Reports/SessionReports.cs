using System.Runtime.CompilerServices;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Features.Reports;

/// <summary>The students of one class session, from wherever it lies: a live one is read whole, as any roster; a past one in pages.</summary>
internal sealed class SessionReports(ILiveStore live, SessionArchive archive, ClassLists lists, TermReports reports)
{
    /// <summary><c>null</c>: no such session of this teacher.</summary>
    public async Task<SessionStudents?> FindAsync(Guid id, string teacherNumber, CancellationToken cancellationToken)
    {
        if (await live.ReadRosterAsync(id, cancellationToken) is { } roster)
        {
            if (roster.Session.TeacherNumber != teacherNumber)
                return null;
            var list = await lists.ReadAsync(teacherNumber, roster.Session.LessonName, cancellationToken);
            return new(roster.Session, InMemoryAsync(Merge(roster, list), cancellationToken));
        }

        var session = await archive.FindSessionAsync(id, cancellationToken);
        return session?.TeacherNumber == teacherNumber
            ? new(session, reports.ReadSessionAsync(session, cancellationToken))
            : null;
    }

    private static IEnumerable<SessionStudent> Merge(ClassRoster roster, ExpectedStudents list)
    {
        var expected = list.Students.ToDictionary(student => student.Number, StringComparer.Ordinal);
        var records = roster
            .Records.Where(record => !record.State.IsDeleted)
            .ToDictionary(record => record.StudentNumber, StringComparer.Ordinal);
        return from number in expected.Keys.Union(records.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            let listed = expected.GetValueOrDefault(number)
            let record = records.GetValueOrDefault(number)
            let name = record is { NameIsFromPortal: true } ? record.StudentName : listed?.Name ?? record!.StudentName
            select new SessionStudent(number, name, !list.HasClassList || listed is not null, record?.State);
    }

    private static async IAsyncEnumerable<SessionStudent> InMemoryAsync(
        IEnumerable<SessionStudent> students,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var student in students)
            yield return student;
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask;
    }
}

internal sealed record SessionStudents(ClassSession Session, IAsyncEnumerable<SessionStudent> Students);
