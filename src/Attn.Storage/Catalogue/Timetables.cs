using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>When courses are taught. An outage is a <see cref="StoreUnavailableException"/>.</summary>
public sealed class Timetables
{
    private readonly IArchiveDatabase _database;
    private readonly TimeProvider _clock;

    internal Timetables(IArchiveDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Of each of these courses; one without a timetable has an empty one.</summary>
    public Task<IReadOnlyDictionary<Guid, Timetable>> ReadAsync(
        IReadOnlyList<Guid> courseIds,
        CancellationToken cancellationToken
    ) => _database.ReadAsync((context, token) => ReadAsync(context, courseIds, token), cancellationToken);

    internal static async Task<IReadOnlyDictionary<Guid, Timetable>> ReadAsync(
        AttnDbContext context,
        IReadOnlyList<Guid> courseIds,
        CancellationToken cancellationToken
    )
    {
        var slots = await CourseQueries.Slots(context, courseIds).AsNoTracking().ToListAsync(cancellationToken);
        var daysOff = await CourseQueries.DaysOff(context, courseIds).AsNoTracking().ToListAsync(cancellationToken);
        var slotsOf = slots.ToLookup(row => row.CourseId, row => row.ToDomain());
        var daysOffOf = daysOff.ToLookup(row => row.CourseId, row => row.Day);
        return courseIds.Distinct().ToDictionary(id => id, id => new Timetable([.. slotsOf[id]], [.. daysOffOf[id]]));
    }

    /// <summary>Replaces a course's timetable, whole. Two replacements at once leave one of the two.</summary>
    /// <returns><c>false</c>: there is no such course.</returns>
    public Task<bool> ReplaceAsync(Guid courseId, Timetable timetable, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async (transaction, token) =>
            {
                if (!await transaction.LockCourseAsync(courseId, token))
                    return false;
                var context = transaction.Context;
                await CourseQueries.Slots(context, [courseId]).ExecuteDeleteAsync(token);
                await CourseQueries.DaysOff(context, [courseId]).ExecuteDeleteAsync(token);
                context.TimetableSlots.AddRange(
                    timetable.Slots.Select((slot, place) => TimetableSlotRow.From(courseId, place, slot))
                );
                context.DaysOff.AddRange(
                    timetable.DaysOff.Distinct().Select(day => new DayOffRow { CourseId = courseId, Day = day })
                );
                await context.SaveChangesAsync(token);
                await CourseCatalogue.TouchAsync(context, courseId, kind: null, _clock.GetUtcNow(), token);
                return true;
            },
            cancellationToken
        );
}
