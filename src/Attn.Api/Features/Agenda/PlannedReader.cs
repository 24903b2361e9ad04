using Attn.Api.Features.ClassSessions;
using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Agenda;

/// <summary>Reads what is planned in a student's courses.</summary>
internal sealed class PlannedReader(CourseAgenda agenda, LiveAgenda live, TermCalendar calendar, TimeProvider time)
{
    public async Task<List<SessionResponse>> ListAsync(string studentNumber, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNowMilliseconds();
        var own = await agenda.ReadOfStudentAsync(studentNumber, calendar.DayOf(now), now, cancellationToken);
        var sessions = await live.AddToAsync(
            own.Sessions,
            own.TeacherNumbers,
            now,
            DateTimeOffset.MaxValue,
            cancellationToken
        );
        return
        [
            .. from session in sessions
            where session.StatusAt(now) is SessionStatus.Planned or SessionStatus.Cancelled
            where
                session.CourseId is { } course
                && own.Courses.TryGetValue(course, out var enrolment)
                && enrolment?.Covers(calendar.DayOf(session.StartTime)) is not false
            orderby session.StartTime, session.Id
            select SessionResponse.ForStudent(session, now),
        ];
    }
}
