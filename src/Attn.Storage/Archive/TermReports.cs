using System.Runtime.CompilerServices;
using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>
/// Reports over past class sessions. Students come in pages, as they are asked for: whoever passes them on needs memory for one page, and a slow
/// reader holds no connection. A correction made meanwhile shows from the next page on. An outage is a <see cref="StoreUnavailableException"/>.
/// </summary>
public sealed class TermReports
{
    private const int SessionPageSize = 1000;

    /// <summary>Students; each brings a cell for every class session.</summary>
    private const int TermPageSize = 500;

    private readonly IArchiveDatabase _database;

    internal TermReports(IArchiveDatabase database) => _database = database;

    /// <summary>
    /// The students of a class session in the archive, in the order of numbers: everybody with a record, and everybody who is expected in the lesson.
    /// </summary>
    public async IAsyncEnumerable<SessionStudent> ReadSessionAsync(
        ClassSession session,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var isListGiven = await _database.ReadAsync(
            (context, token) =>
                LessonQueries.Listed(context, LessonKey.Of(session.TeacherNumber, session.LessonName)).AnyAsync(token),
            cancellationToken
        );
        var students = InPagesAsync(
            SessionPageSize,
            student => student.Number,
            after =>
                _database.ReadAsync(
                    async (context, token) =>
                    {
                        var rows = await ReportQueries
                            .SessionPage(context, session, isListGiven, after, SessionPageSize)
                            .ToListAsync(token);
                        return rows.ConvertAll(row => ToSessionStudent(row, isListGiven));
                    },
                    cancellationToken
                )
        );
        await foreach (var student in students.WithCancellation(cancellationToken))
            yield return student;
    }

    /// <summary>The class sessions that a lesson held in a range of time, in the order of their start.</summary>
    public Task<IReadOnlyList<ClassSession>> ListSessionsAsync(
        string teacherNumber,
        string lessonName,
        TermRange range,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<ClassSession>>(
            async (context, token) =>
            {
                var rows = await ReportQueries
                    .TermSessions(context, LessonKey.Of(teacherNumber, lessonName), range)
                    .ToListAsync(token);
                return [.. rows.Select(row => row.ToDomain())];
            },
            cancellationToken
        );

    /// <summary>The students of a lesson, in the order of numbers: those on the class list, and those who were seen in one of the sessions.</summary>
    /// <param name="sessions">The answer of <see cref="ListSessionsAsync"/> to the same question; a student's statuses are in their order.</param>
    public IAsyncEnumerable<TermStudent> ReadTermAsync(
        string teacherNumber,
        string lessonName,
        TermRange range,
        IReadOnlyList<ClassSession> sessions,
        CancellationToken cancellationToken
    )
    {
        var lesson = LessonKey.Of(teacherNumber, lessonName);
        var columns = new TermColumns(sessions);
        return InPagesAsync(
            TermPageSize,
            student => student.Number,
            after =>
                _database.ReadAsync(
                    (context, token) => ReadTermPageAsync(context, lesson, range, columns, after, token),
                    cancellationToken
                )
        );
    }

    /// <summary>A student's past class sessions, latest first.</summary>
    public Task<IReadOnlyList<OwnSession>> ListOwnSessionsAsync(
        OwnHistoryQuery query,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<OwnSession>>(
            async (context, token) =>
            {
                var rows = await ReportQueries.OwnSessions(context, query).ToListAsync(token);
                return
                [
                    .. rows.Select(row => new OwnSession(row.Session.ToDomain(), row.Record?.ToDomain(user: null))),
                ];
            },
            cancellationToken
        );

    /// <summary>A student's lessons, by name: those with a record of the student, and those whose class list has the student.</summary>
    public Task<IReadOnlyList<OwnLesson>> ListOwnLessonsAsync(
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        _database.ReadAsync<IReadOnlyList<OwnLesson>>(
            async (context, token) =>
            {
                var lessons = await ReportQueries.OwnLessons(context, studentNumber).ToListAsync(token);
                var sessions = await ReportQueries.OwnLessonSessions(context, studentNumber).ToListAsync(token);
                var held = sessions.ToLookup(row => new LessonKey(row.Session.TeacherNumber, row.Session.LessonKey));
                return
                [
                    .. from lesson in lessons
                    orderby lesson.LessonKey, lesson.TeacherNumber
                    select ToOwnLesson(lesson, [.. held[new(lesson.TeacherNumber, lesson.LessonKey)]]),
                ];
            },
            cancellationToken
        );

    private static async IAsyncEnumerable<T> InPagesAsync<T>(
        int size,
        Func<T, string> numberOf,
        Func<string, Task<List<T>>> readAfterAsync
    )
    {
        List<T> page;
        var after = "";
        do
        {
            page = await readAfterAsync(after);
            foreach (var row in page)
                yield return row;
            if (page.Count > 0)
                after = numberOf(page[^1]);
        } while (page.Count == size);
    }

    private static async Task<List<TermStudent>> ReadTermPageAsync(
        AttnDbContext context,
        LessonKey lesson,
        TermRange range,
        TermColumns columns,
        string after,
        CancellationToken cancellationToken
    )
    {
        var rows = await ReportQueries
            .TermPage(context, lesson, range, after, TermPageSize)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return [];
        var cells = await ReportQueries
            .TermCells(context, lesson, range, rows[0].Number, rows[^1].Number)
            .ToListAsync(cancellationToken);
        var theirs = cells.ToLookup(cell => cell.StudentNumber, StringComparer.Ordinal);
        return rows.ConvertAll(row => new TermStudent(
            row.Number,
            NameOf(row.Number, row.User, row.Listed, typed: null),
            columns.StatusesOf(theirs[row.Number])
        ));
    }

    private static SessionStudent ToSessionStudent(SessionReportRow row, bool isListGiven) =>
        new(
            row.Number,
            NameOf(row.Number, row.User, row.Listed, row.Record?.StudentName),
            IsExpected: !isListGiven || row.Listed is not null,
            row.Record?.ToDomain(row.User).State
        );

    /// <summary>The portal's name, else the class list's, else the one that was typed with the record or anywhere.</summary>
    private static string NameOf(string number, UserRow? user, ClassListRow? listed, string? typed) =>
        user is { IsFromPortal: true } ? user.FullName : listed?.StudentName ?? typed ?? user?.FullName ?? number;

    private static OwnLesson ToOwnLesson(OwnLessonRow lesson, IReadOnlyList<OwnSessionRow> held)
    {
        var latest = held.Count > 0 ? held[^1].Session : null;
        var tally = new AttendanceTally();
        foreach (var row in held)
            tally = tally.With(AttendanceStatuses.Of(row.Session.ToDomain(), row.Record?.ToDomain(user: null).State));
        return new(
            lesson.Plan?.LessonName ?? latest?.LessonName ?? lesson.LessonKey,
            latest?.TeacherName ?? lesson.Teacher?.FullName ?? lesson.TeacherNumber,
            lesson.Plan?.ToPlan() ?? LessonPlan.Unplanned,
            tally
        );
    }

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
                // A session that came into the archive meanwhile has no column.
                if (_places.TryGetValue(cell.SessionId, out var place))
                    statuses[place] = AttendanceStatuses.Of(sessions[place], cell.ToState());
            }

            return statuses;
        }
    }
}

/// <summary>Class sessions that start in this range.</summary>
/// <param name="Before">Exclusive.</param>
public sealed record TermRange(DateTimeOffset? From = null, DateTimeOffset? Before = null);

/// <param name="Statuses">One for each class session, in their order.</param>
public sealed record TermStudent(string Number, string Name, IReadOnlyList<AttendanceStatus> Statuses);

/// <param name="Before">Only sessions that started before this time; for paging.</param>
/// <param name="LessonName">Compared by <see cref="Names.Key"/>.</param>
/// <param name="Limit"><c>null</c>: all of them.</param>
public sealed record OwnHistoryQuery(
    string StudentNumber,
    DateTimeOffset? Before = null,
    string? LessonName = null,
    int? Limit = null
);

/// <param name="Record"><c>null</c>: absent from a lesson whose class list has the student.</param>
public sealed record OwnSession(ClassSession Session, AttendanceRecord? Record);

/// <param name="TeacherName">As it stood in the latest class session.</param>
public sealed record OwnLesson(string Name, string TeacherName, LessonPlan Plan, AttendanceTally Tally);
