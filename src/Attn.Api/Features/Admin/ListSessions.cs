using System.Globalization;
using System.Text;
using Attn.Domain;
using Attn.Storage.Archive;

namespace Attn.Api.Features.Admin;

/// <summary>Lists class sessions, live and past, without names of people.</summary>
internal static class ListSessions
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm";

    private static readonly CompositeFormat Row = CompositeFormat.Parse(
        "{0,-36}  {1,-16}  {2,-16}  {3,-8}  {4,7}  {5,7}  {6,-20}  {7}"
    );

    public static async Task<int> RunAsync(AdminStores stores, ListRequest request, CancellationToken cancellationToken)
    {
        var zone = stores.Zone;
        var query = new SessionListQuery(
            request.User is { } user ? SchoolNumbers.Canonical(user) : null,
            request.From is { } from ? LocalDays.StartOf(from, zone) : null,
            request.To is { } to ? LocalDays.EndOf(to, zone) : null,
            request.Limit
        );
        var live = await ListLiveAsync(stores, query, cancellationToken);
        var past = await stores.Archive.ListSessionsAsync(query, cancellationToken);
        // A session that was archived between the two queries is in both answers.
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
        foreach (var id in await stores.Live.ListAllAsync(cancellationToken))
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
                lines.Add(
                    SessionLine.Live(
                        session,
                        [.. roster.Records.Where(record => !record.State.IsDeleted)],
                        stores.Time.GetUtcNowMilliseconds()
                    )
                );
        }

        return lines;
    }

    private static async Task WriteTableAsync(List<SessionLine> lines, TimeZoneInfo zone)
    {
        await WriteRowAsync("id", "start", "end", "state", "records", "present", "teacher", "lesson");
        foreach (var line in lines)
        {
            await WriteRowAsync(
                line.AttendanceId,
                Local(line.StartTime, zone),
                Local(line.EndTime, zone),
                line.State,
                line.Records,
                line.Present,
                line.TeacherNumber,
                line.LessonName
            );
        }
    }

    private static Task WriteRowAsync(params object[] cells) =>
        Console.Out.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, Row, cells));

    private static string Local(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString(TimeFormat, CultureInfo.InvariantCulture);
}
