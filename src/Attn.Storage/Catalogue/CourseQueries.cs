using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Catalogue;

/// <summary>Every query about courses and their class lists. Each uses an index; a test checks that.</summary>
internal static class CourseQueries
{
    /// <summary>Who teaches what, with the term.</summary>
    public static IQueryable<TaughtCourse> Taught(AttnDbContext context, string teacherNumber) =>
        from teacher in context.CourseTeachers
        where teacher.TeacherNumber == teacherNumber
        join course in context.Courses on teacher.CourseId equals course.Id
        join term in context.Terms on course.TermId equals term.Id
        select new TaughtCourse
        {
            Course = course,
            Term = term,
            Role = teacher.Role,
        };

    /// <summary>The teacher's courses of this name in a term: own ones first, then those without a section.</summary>
    public static IQueryable<TaughtCourse> OfName(
        AttnDbContext context,
        string teacherNumber,
        Guid termId,
        string nameKey
    ) =>
        Taught(context, teacherNumber)
            .Where(row => row.Term.Id == termId && row.Course.NameKey == nameKey)
            .NearestFirst(teacherNumber);

    /// <summary>The same, in the term of a day.</summary>
    public static IQueryable<TaughtCourse> OfName(
        AttnDbContext context,
        string teacherNumber,
        DateOnly day,
        string nameKey
    ) =>
        Taught(context, teacherNumber)
            .Where(row => row.Term.FirstDay <= day && row.Term.LastDay >= day && row.Course.NameKey == nameKey)
            .NearestFirst(teacherNumber);

    private static IQueryable<TaughtCourse> NearestFirst(this IQueryable<TaughtCourse> courses, string teacherNumber) =>
        courses
            .OrderBy(row => row.Course.OwnerNumber == teacherNumber ? 0 : 1)
            .ThenBy(row => row.Course.Section)
            .ThenBy(row => row.Course.Id);

    /// <summary>Everybody who teaches a course, with the name where it is known.</summary>
    public static IQueryable<NamedTeacher> Teachers(AttnDbContext context, Guid courseId) =>
        from teacher in context.CourseTeachers
        where teacher.CourseId == courseId
        join user in context.Users on teacher.TeacherNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        select new NamedTeacher { Teacher = teacher, User = user };

    public static IQueryable<ClassSessionRow> Held(AttnDbContext context, Guid courseId) =>
        context.ClassSessions.Held().Where(row => row.Session.CourseId == courseId);

    public static IQueryable<HeldCount> HeldCounts(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        from row in context.ClassSessions.Held()
        where row.Session.CourseId != null && courseIds.Contains(row.Session.CourseId.Value)
        group row by row.Session.CourseId!.Value into held
        select new HeldCount
        {
            CourseId = held.Key,
            Sessions = held.Count(),
            LastStart = held.Max(row => row.Session.StartTime),
        };

    public static IQueryable<StudentCount> EnrolledCounts(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        from row in context.Enrolments
        where courseIds.Contains(row.CourseId)
        group row by row.CourseId into enrolled
        select new StudentCount { CourseId = enrolled.Key, Students = enrolled.Count() };

    public static IQueryable<StudentCount> SeenCounts(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        from row in context.SeenCounts
        where courseIds.Contains(row.CourseId)
        select new StudentCount { CourseId = row.CourseId, Students = row.Students };

    /// <summary>The numbers of those who teach one of these courses.</summary>
    public static IQueryable<string> TeacherNumbers(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        context
            .CourseTeachers.Where(row => courseIds.Contains(row.CourseId))
            .Select(row => row.TeacherNumber)
            .Distinct();

    /// <summary>Class sessions of these courses with a window between two instants, cancelled ones too.</summary>
    public static IQueryable<ClassSessionRow> Within(
        AttnDbContext context,
        IReadOnlyList<Guid> courseIds,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        // The index knows starts; no window is longer.
        var earliest = from - ClassSessionRules.MaxWindow;
        return context
            .ClassSessions.NotDeleted()
            .Where(row =>
                row.Session.CourseId != null
                && courseIds.Contains(row.Session.CourseId.Value)
                && row.Session.StartTime >= earliest
                && row.Session.StartTime < until
                && row.Session.EndTime > from
                && row.Session.EndTime > row.Session.StartTime
            );
    }

    /// <summary>The class sessions of these courses that were held and started at one of these instants.</summary>
    public static IQueryable<ClassSessionRow> HeldAt(
        AttnDbContext context,
        IReadOnlyList<Guid> courseIds,
        IReadOnlyList<DateTimeOffset> starts
    ) =>
        context
            .ClassSessions.Held()
            .Where(row =>
                row.Session.CourseId != null
                && courseIds.Contains(row.Session.CourseId.Value)
                && starts.Contains(row.Session.StartTime)
            );

    /// <summary>
    /// Courses of terms that are not over in which a student is enrolled or, where nobody is, has a record.
    /// </summary>
    public static IQueryable<StudentCourse> OfStudent(AttnDbContext context, string studentNumber, DateOnly day)
    {
        var enrolled = from row in context.Enrolments where row.StudentNumber == studentNumber select row.CourseId;
        var seen =
            from row in context.SeenStudents
            where row.StudentNumber == studentNumber
            where !context.Enrolments.Any(listed => listed.CourseId == row.CourseId)
            select row.CourseId;
        return from course in context.Courses
            where enrolled.Union(seen).Contains(course.Id)
            join term in context.Terms on course.TermId equals term.Id
            where term.LastDay >= day
            join row in context.Enrolments.Where(row => row.StudentNumber == studentNumber)
                on course.Id equals row.CourseId
                into rows
            from row in rows.DefaultIfEmpty()
            select new StudentCourse { CourseId = course.Id, Enrolment = row };
    }

    /// <summary>Every version of these courses' policies, the oldest first.</summary>
    public static IQueryable<PolicyRow> Policies(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        context
            .Policies.Where(row => courseIds.Contains(row.CourseId))
            .OrderBy(row => row.CourseId)
            .ThenBy(row => row.Version);

    public static IQueryable<TimetableSlotRow> Slots(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        context
            .TimetableSlots.Where(row => courseIds.Contains(row.CourseId))
            .OrderBy(row => row.CourseId)
            .ThenBy(row => row.Place);

    public static IQueryable<DayOffRow> DaysOff(AttnDbContext context, IReadOnlyList<Guid> courseIds) =>
        context
            .DaysOff.Where(row => courseIds.Contains(row.CourseId))
            .OrderBy(row => row.CourseId)
            .ThenBy(row => row.Day);

    public static IQueryable<EnrolmentRow> Enrolled(AttnDbContext context, Guid courseId) =>
        context.Enrolments.Where(row => row.CourseId == courseId);

    public static IQueryable<string> Seen(AttnDbContext context, Guid courseId) =>
        context.SeenStudents.Where(row => row.CourseId == courseId).Select(row => row.StudentNumber);

    /// <summary>The class list, in the order of numbers.</summary>
    public static IQueryable<ListedStudent> EnrolledStudents(AttnDbContext context, Guid courseId) =>
        from row in Enrolled(context, courseId)
        join user in context.Users on row.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby row.StudentNumber
        select new ListedStudent
        {
            Number = row.StudentNumber,
            Enrolment = row,
            User = user,
        };

    /// <summary>Everybody who has a record in a class session of the course, in the order of numbers.</summary>
    public static IQueryable<ListedStudent> SeenStudents(AttnDbContext context, Guid courseId) =>
        from number in Seen(context, courseId)
        join user in context.Users on number equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby number
        select new ListedStudent
        {
            Number = number,
            Enrolment = null,
            User = user,
        };
}

internal sealed class TaughtCourse
{
    public required CourseRow Course { get; init; }

    public required Term Term { get; init; }

    public required TeacherRole Role { get; init; }
}

internal sealed class NamedTeacher
{
    public required CourseTeacherRow Teacher { get; init; }

    public required UserRow? User { get; init; }
}

internal sealed class StudentCourse
{
    public required Guid CourseId { get; init; }

    public required EnrolmentRow? Enrolment { get; init; }
}

internal sealed class HeldCount
{
    public required Guid CourseId { get; init; }

    public required int Sessions { get; init; }

    public required DateTimeOffset LastStart { get; init; }
}

internal sealed class StudentCount
{
    public required Guid CourseId { get; init; }

    public required int Students { get; init; }
}

/// <summary>A student of a course, with the sources of a name.</summary>
internal sealed class ListedStudent
{
    public required string Number { get; init; }

    public required EnrolmentRow? Enrolment { get; init; }

    public required UserRow? User { get; init; }
}
