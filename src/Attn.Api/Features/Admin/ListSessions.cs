using System.Globalization;
using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Admin;

/// <summary>Class sessions, live and past, without a name in them.</summary>
internal static class ListSessions
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm";

    public static async Task<int> RunAsync(AdminStores stores, ListRequest request, CancellationToken cancellationToken)
    {
        var zone = stores.Zone;
        var query = new SessionListQuery(
            request.User is { } user ? SchoolNumbers.Canonical(user) : null,
            request.From is { } from ? StartOf(from, zone) : null,
            request.To is { } to ? StartOf(to.AddDays(1), zone) : null,
            request.Limit
        );
        var live = await ListLiveAsync(stores, query, cancellationToken);
        var past = await stores.Archive.ListSessionsAsync(query, cancellationToken);
        // What was archived between the two questions came twice.
        List<SessionLine> lines =
        [
            .. live,
            .. past.Select(SessionLine.Archived)
                .Where(line => live.All(other => other.AttendanceId != line.AttendanceId)),
        ];
        lines = [.. lines.OrderByDescending(line => line.EndTime).Take(request.Limit)];
        if (request.Json)
            await AdminJson.WriteAsync(lines, cancellationToken);
        else
            await WriteTableAsync(lines, zone);
        if (lines.Count == request.Limit)
            await Console.Error.WriteLineAsync(
                "There may be more: narrow it down with --from and --to, or raise --limit."
            );
        return 0;
    }

    private static async Task<List<SessionLine>> ListLiveAsync(
        AdminStores stores,
        SessionListQuery query,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<SessionLine>();
        foreach (var id in await stores.Live.ListUnendedAsync(DateTimeOffset.MinValue, cancellationToken))
        {
            if (await stores.Live.ReadRosterAsync(id, cancellationToken) is not { } roster)
                continue;
            var session = roster.Session;
            if (session.EndTime <= query.From || session.StartTime >= query.Before)
                continue;
            if (
                query.UserNumber is not { } number
                || session.TeacherNumber == number
                || roster.Records.Any(record => record.StudentNumber == number)
            )
                lines.Add(SessionLine.Live(session, [.. roster.Records.Where(record => !record.State.IsDeleted)]));
        }

        return lines;
    }

    private static async Task WriteTableAsync(List<SessionLine> lines, TimeZoneInfo zone)
    {
        await Console.Out.WriteLineAsync(
            $"{"id", -36}  {"start", -16}  {"end", -16}  {"state", -8}  {"records", 7}  {"present", 7}  {"teacher", -20}  lesson"
        );
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.AttendanceId}  {Local(line.StartTime, zone)}  {Local(line.EndTime, zone)}  {line.State, -8}  {line.Records, 7}  {line.Present, 7}  {line.TeacherNumber, -20}  {line.LessonName}"
                )
            );
        }
    }

    private static string Local(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <param name="To">Inclusive.</param>
internal sealed record ListRequest(string? User, DateOnly? From, DateOnly? To, int Limit, bool Json);

/// <param name="State"><c>live</c> (until archived), <c>archived</c>, or <c>deleted</c> by its teacher.</param>
internal sealed record SessionLine(
    Guid AttendanceId,
    string LessonName,
    string TeacherNumber,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    string State,
    int Records,
    int Present
)
{
    public static SessionLine Archived(ListedSession listed) =>
        Of(listed.Session, listed.IsDeleted ? "deleted" : "archived", listed.Records, listed.Present);

    public static SessionLine Live(ClassSession session, IReadOnlyList<AttendanceRecord> records) =>
        Of(session, "live", records.Count, records.Count(record => record.State.IsAttended));

    private static SessionLine Of(ClassSession session, string state, int records, int present) =>
        new(
            session.Id,
            session.LessonName,
            session.TeacherNumber,
            session.StartTime,
            session.EndTime,
            state,
            records,
            present
        );
}
