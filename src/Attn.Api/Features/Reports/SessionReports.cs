using System.Runtime.CompilerServices;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Options;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;
using Attn.Storage.Reports;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>Reports of single class sessions. A live one is read whole, like any roster; a past one in pages.</summary>
internal sealed class SessionReports(
    ILiveStore live,
    SessionArchive archive,
    RosterReader rosters,
    TermReports reports,
    CourseCatalogue courses,
    IOptions<InstitutionOptions> institution,
    TimeZoneInfo zone,
    TimeProvider time
)
{
    /// <summary><c>null</c>: this teacher has no such session.</summary>
    public async Task<SessionReport?> FindAsync(
        Guid id,
        string teacherNumber,
        bool isFile,
        CancellationToken cancellationToken
    )
    {
        if (await FindStudentsAsync(id, teacherNumber, cancellationToken) is not var (session, students))
            return null;
        var course =
            isFile && session.CourseId is { } known
                ? await courses.FindAsync(known, teacherNumber, cancellationToken)
                : null;
        var origin = new ReportOrigin(institution.Value.Name, time.GetUtcNowMilliseconds(), zone);
        return new(session, course, students, origin);
    }

    private async Task<(ClassSession Session, IAsyncEnumerable<SessionStudent> Students)?> FindStudentsAsync(
        Guid id,
        string teacherNumber,
        CancellationToken cancellationToken
    )
    {
        if (await live.ReadRosterAsync(id, cancellationToken) is { } roster)
        {
            if (roster.Session.TeacherNumber != teacherNumber)
                return null;
            var records = await rosters.NameAsync(roster.Records, cancellationToken);
            var expected = await rosters.FindExpectedAsync(roster.Session, cancellationToken);
            return (roster.Session, InMemoryAsync(SessionRoll.Of(records, expected), cancellationToken));
        }

        return await archive.FindOwnAsync(id, teacherNumber, cancellationToken) is { } session
            ? (session, reports.ReadSessionAsync(session, cancellationToken))
            : null;
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
