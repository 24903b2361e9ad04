using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;
using Microsoft.EntityFrameworkCore;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>A teacher's courses in every database. Each test owns its teacher and its students.</summary>
public abstract class CourseContract
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected string Teacher { get; } = NewNumber();

    private protected Lessons Lessons => new(Database, TimeProvider.System, Noon);

    private protected SessionArchive Archive => Lessons.Archive;

    private protected TermReports Reports => new(Database, Lessons.Calendar);

    private protected OwnReports Own => new(Database, Lessons.Calendar);

    private protected abstract IArchiveDatabase Database { get; }

    private protected async Task<ClassSession> HoldAsync(
        string lesson,
        DateTimeOffset start,
        params IReadOnlyList<string> students
    )
    {
        var session = LessonSession(Teacher, lesson, start);
        var present = RecordState.Present(start.AddMinutes(3), DecidedBy.System);
        await Archive.SaveAsync(
            Copy(session, [.. students.Select(student => Record(session, student, state: present))]),
            None
        );
        return (await Archive.FindSessionAsync(session.Id, None))!;
    }

    /// <summary>Who is known to have a record in the course, in the order of numbers.</summary>
    private protected Task<string[]> SeenAsync(Guid course) =>
        Database.ReadAsync(
            (context, token) => CourseQueries.Seen(context, course).OrderBy(number => number).ToArrayAsync(token),
            None
        );

    private protected Task<int> CountAsync<T>(Func<AttnDbContext, IQueryable<T>> rows) =>
        Database.ReadAsync((context, token) => rows(context).CountAsync(token), None);
}
