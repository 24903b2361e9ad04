using System.Runtime.CompilerServices;
using Attn.Api.Features.Roster;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Reports;

namespace Attn.Api.Features.Reports;

/// <summary>Reports of single class sessions. A live one is read whole, like any roster; a past one in pages.</summary>
internal sealed class SessionReports(
    ILiveStore live,
    SessionArchive archive,
    RosterReader rosters,
    TermReports reports,
    TimeZoneInfo zone,
    TimeProvider time
)
{
    /// <summary><c>null</c>: this teacher has no such session.</summary>
    public async Task<SessionReport?> FindAsync(Guid id, string teacherNumber, CancellationToken cancellationToken)
    {
        if (await live.ReadRosterAsync(id, cancellationToken) is { } roster)
        {
            if (roster.Session.TeacherNumber != teacherNumber)
                return null;
            var records = await rosters.NameAsync(roster.Records, cancellationToken);
            var expected = await rosters.FindExpectedAsync(roster.Session, cancellationToken);
            var students = SessionRoll.Of(records, expected);
            return ReportOf(roster.Session, InMemoryAsync(students, cancellationToken));
        }

        return await archive.FindOwnAsync(id, teacherNumber, cancellationToken) is { } session
            ? ReportOf(session, reports.ReadSessionAsync(session, cancellationToken))
            : null;
    }

    private SessionReport ReportOf(ClassSession session, IAsyncEnumerable<SessionStudent> students) =>
        new(session, students, time.GetUtcNowMilliseconds(), zone);

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
