using Attn.Api.Features.ClassSessions;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Agenda;

/// <summary>Reads what a teacher's courses have today: slots, and class sessions of all who teach them.</summary>
internal sealed class TodayReader(
    Terms terms,
    CourseCatalogue courses,
    Timetables timetables,
    CourseAgenda agenda,
    LiveAgenda live,
    TermCalendar calendar,
    TimeProvider time
)
{
    public async Task<List<TodayEntryResponse>> ReadAsync(string teacherNumber, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var day = calendar.DayOf(now);
        var term = await terms.FindOrMakeAsync(now, cancellationToken);
        var taught = await courses.ListAsync(teacherNumber, term.Id, cancellationToken);
        if (taught.Count == 0)
            return [];
        var (from, until) = (LocalDays.StartOf(day, calendar.Zone), LocalDays.EndOf(day, calendar.Zone));
        var archived = await agenda.ReadAsync(taught, from, until, cancellationToken);
        var sessions = await live.AddToAsync(
            archived.Sessions,
            archived.TeacherNumbers,
            from,
            until,
            cancellationToken
        );
        var timetable = await timetables.ReadAsync([.. taught.Select(course => course.Id)], cancellationToken);
        return
        [
            .. from course in taught
            let own = sessions.Where(session => session.CourseId == course.Id).ToList()
            let last = FindLast(own.Concat(archived.Last), course.Id, now)
            from entry in CourseDay.Of(day, timetable[course.Id], own, calendar.Zone)
            orderby entry.StartIn(calendar.Zone)
            select new TodayEntryResponse
            {
                Course = TodayCourseResponse.Of(course),
                Slot = entry.Slot is { } slot ? TodaySlotResponse.Of(slot, calendar.Zone) : null,
                Session = entry.Session is { } session ? SessionResponse.ForTeacher(session, now) : null,
                Open = TodayOpenResponse.Of(course.Id, CourseDay.EndIfOpened(entry, last, calendar.Zone, now), last),
            },
        ];
    }

    private static ClassSession? FindLast(IEnumerable<ClassSession> sessions, Guid courseId, DateTimeOffset now) =>
        sessions
            .Where(session => session.CourseId == courseId && session.Counts && session.HasStarted(now))
            .MaxBy(session => session.StartTime);
}
