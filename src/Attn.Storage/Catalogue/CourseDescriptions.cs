using Attn.Storage.Archive;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// What is said of courses beside their names: how often they were held, who is enrolled, the policy.
/// </summary>
internal static class CourseDescriptions
{
    public static async Task<IReadOnlyList<Course>> ReadAsync(
        AttnDbContext context,
        List<TaughtCourse> taught,
        CancellationToken cancellationToken
    )
    {
        if (taught.Count == 0)
            return [];
        List<Guid> ids = [.. taught.Select(row => row.Course.Id)];
        var held = await CourseQueries
            .HeldCounts(context, ids)
            .ToDictionaryAsync(count => count.CourseId, cancellationToken);
        var enrolled = await CountsAsync(CourseQueries.EnrolledCounts(context, ids), cancellationToken);
        var seen = await CountsAsync(CourseQueries.SeenCounts(context, ids), cancellationToken);
        var policies = (
            await CourseQueries.Policies(context, ids).AsNoTracking().ToListAsync(cancellationToken)
        ).ToLookup(row => row.CourseId, row => row.ToDomain());
        return
        [
            .. from row in taught
            let id = row.Course.Id
            let last = held.GetValueOrDefault(id)
            let hasList = enrolled.ContainsKey(id)
            select new Course
            {
                Id = id,
                Term = row.Term,
                Name = row.Course.Name,
                Code = row.Course.Code,
                Section = row.Course.Section.Length == 0 ? null : row.Course.Section,
                Kind = row.Course.Kind,
                Role = row.Role,
                Policy = policies[id].LastOrDefault(),
                HeldSessions = last?.Sessions ?? 0,
                LastHeldAt = last?.LastStart,
                HasClassList = hasList,
                StudentCount = (hasList ? enrolled : seen).GetValueOrDefault(id),
            },
        ];
    }

    private static Task<Dictionary<Guid, int>> CountsAsync(
        IQueryable<StudentCount> counts,
        CancellationToken cancellationToken
    ) => counts.ToDictionaryAsync(count => count.CourseId, count => count.Students, cancellationToken);
}
