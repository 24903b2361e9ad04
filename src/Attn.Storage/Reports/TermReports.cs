using System.Runtime.CompilerServices;
using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Attn.Storage.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Reports;

/// <summary>
/// Reports over past class sessions. Students come in pages, as they are asked for: whoever passes them on needs memory
/// for one page, and a slow reader holds no connection. A correction made meanwhile shows from the next page on. An
/// outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class TermReports
{
    private const int SessionPageSize = 1000;

    private const int MaxTermPageSize = 500;

    /// <summary>Of a page: each student brings a cell for every class session.</summary>
    private const int MaxCells = 50_000;

    private readonly IArchiveDatabase _database;
    private readonly TermCalendar _calendar;

    internal TermReports(IArchiveDatabase database, TermCalendar calendar) =>
        (_database, _calendar) = (database, calendar);

    /// <summary>
    /// The students of a class session in the archive, in the order of numbers: everybody with a record, and everybody
    /// who is expected in the course.
    /// </summary>
    public async IAsyncEnumerable<SessionStudent> ReadSessionAsync(
        ClassSession session,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var hasClassList = await _database.ReadAsync(
            (context, token) => CourseQueries.Enrolled(context, session.CourseId ?? Guid.Empty).AnyAsync(token),
            cancellationToken
        );
        var day = _calendar.DayOf(session.StartTime);
        var students = StudentPage.ReadAllAsync(
            SessionPageSize,
            after: "",
            student => student.Number,
            after =>
                _database.ReadAsync(
                    async (context, token) =>
                    {
                        var rows = await ReportQueries
                            .SessionPage(context, session, day, hasClassList, after, SessionPageSize)
                            .ToListAsync(token);
                        return rows.ConvertAll(row => ToSessionStudent(row, day, hasClassList));
                    },
                    cancellationToken
                )
        );
        await foreach (var student in students.WithCancellation(cancellationToken))
            yield return student;
    }

    /// <summary>The class sessions that a course held in a range of time, in the order of their start.</summary>
    public Task<IReadOnlyList<ClassSession>> ListSessionsAsync(
        Guid courseId,
        TermRange range,
        CancellationToken cancellationToken
    ) => ListAsync(context => ReportQueries.TermSessions(context, courseId, range), cancellationToken);

    /// <summary>Those that were cancelled, or finished before their start.</summary>
    public Task<IReadOnlyList<ClassSession>> ListNotHeldAsync(
        Guid courseId,
        TermRange range,
        CancellationToken cancellationToken
    ) => ListAsync(context => ReportQueries.NotHeld(context, courseId, range), cancellationToken);

    /// <summary>
    /// The number of the last student whom a report of at most <paramref name="limit"/> students lists.
    /// </summary>
    /// <returns><c>null</c>: nobody comes after those.</returns>
    public Task<string?> FindLastAsync(
        Guid courseId,
        TermRange range,
        string after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync(
            async (context, token) =>
            {
                var ends = await ReportQueries
                    .TermNumbers(context, courseId, range, after, limit + 1)
                    .Skip(limit - 1)
                    .ToListAsync(token);
                return ends.Count > 1 ? ends[0] : null;
            },
            cancellationToken
        );

    /// <summary>
    /// The students of a course, in the order of numbers: those on the class list, and those with a record in one of
    /// the sessions.
    /// </summary>
    /// <param name="after">Only those with a number after this one.</param>
    /// <param name="sessions">
    /// What <see cref="ListSessionsAsync"/> returned for the same course and range; a student's statuses are in their
    /// order.
    /// </param>
    public IAsyncEnumerable<TermStudent> ReadTermAsync(
        Guid courseId,
        TermRange range,
        IReadOnlyList<ClassSession> sessions,
        string after,
        CancellationToken cancellationToken
    )
    {
        var columns = new TermColumns(sessions);
        var size = Math.Clamp(MaxCells / Math.Max(1, sessions.Count), 1, MaxTermPageSize);
        return StudentPage.ReadAllAsync(
            size,
            after,
            student => student.Number,
            last =>
                _database.ReadAsync(
                    (context, token) => ReadTermPageAsync(context, courseId, range, columns, last, size, token),
                    cancellationToken
                )
        );
    }

    private Task<IReadOnlyList<ClassSession>> ListAsync(
        Func<AttnDbContext, IQueryable<ClassSessionRow>> query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<ClassSession>>(
            async (context, token) => (await query(context).ToListAsync(token)).ConvertAll(row => row.ToDomain()),
            cancellationToken
        );

    private static async Task<List<TermStudent>> ReadTermPageAsync(
        AttnDbContext context,
        Guid course,
        TermRange range,
        TermColumns columns,
        string after,
        int size,
        CancellationToken cancellationToken
    )
    {
        var rows = await ReportQueries.TermPage(context, course, range, after, size).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return [];
        var cells = await ReportQueries
            .TermCells(context, course, range, rows[0].Number, rows[^1].Number)
            .ToListAsync(cancellationToken);
        var theirs = cells.ToLookup(cell => cell.StudentNumber, StringComparer.Ordinal);
        return rows.ConvertAll(row => new TermStudent(
            row.Number,
            ArchivedNames.Of(row.Number, row.User, row.Listed, record: null),
            row.Listed?.ToDomain(),
            columns.StatusesOf(theirs[row.Number])
        ));
    }

    private static SessionStudent ToSessionStudent(SessionReportRow row, DateOnly day, bool hasClassList) =>
        SessionStudent.Of(
            row.Number,
            ArchivedNames.Of(row.Number, row.User, row.Listed, row.Record),
            hasClassList ? row.Listed is not null : null,
            row.Record,
            isOnOtherDays: row.Listed?.ToDomain().Covers(day) is false
        ) with
        {
            ShownNumber = row.Listed?.WrittenNumber ?? row.Number,
        };

    /// <summary>Which status of a student belongs to which class session.</summary>
    private sealed class TermColumns(IReadOnlyList<ClassSession> sessions)
    {
        private readonly Dictionary<Guid, int> _places = sessions
            .Select((session, place) => (session.Id, place))
            .ToDictionary(pair => pair.Id, pair => pair.place);

        public AttendanceStatus[] StatusesOf(IEnumerable<TermCell> cells)
        {
            var statuses = new AttendanceStatus[sessions.Count];
            Array.Fill(statuses, AttendanceStatus.Absent);
            foreach (var cell in cells)
            {
                // A session that was archived meanwhile has no column.
                if (_places.TryGetValue(cell.SessionId, out var place))
                    statuses[place] = AttendanceStatuses.Of(sessions[place], cell.State);
            }

            return statuses;
        }
    }
}

/// <summary>Class sessions that start in this range.</summary>
/// <param name="Before">Exclusive.</param>
public sealed record TermRange(DateTimeOffset? From = null, DateTimeOffset? Before = null)
{
    public bool IsWholeTerm => From is null && Before is null;
}

/// <param name="Enrolment"><c>null</c>: the student is not on the class list.</param>
/// <param name="Statuses">One for each class session, in their order.</param>
public sealed record TermStudent(
    string Number,
    string Name,
    Enrolment? Enrolment,
    IReadOnlyList<AttendanceStatus> Statuses
);
