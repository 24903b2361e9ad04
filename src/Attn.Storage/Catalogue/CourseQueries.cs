using Attn.Storage.Archive;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Catalogue;

/// <summary>Every query about courses and their class lists. Each uses an index; a test checks that.</summary>
internal static class CourseQueries
{
    public static IQueryable<ClassSessionRow> Held(AttnDbContext context, string teacherNumber) =>
        context.ClassSessions.Held().Where(row => row.Session.TeacherNumber == teacherNumber);

    public static IQueryable<ClassSessionRow> Held(AttnDbContext context, CourseKey course) =>
        Held(context, course.TeacherNumber).Where(row => row.LessonKey == course.Key);

    public static IQueryable<ClassListRow> Listed(AttnDbContext context, CourseKey course) =>
        context.ClassLists.Where(row => row.TeacherNumber == course.TeacherNumber && row.LessonKey == course.Key);

    public static IQueryable<string> ListedName(AttnDbContext context, CourseKey course, string studentNumber) =>
        from row in Listed(context, course)
        where row.StudentNumber == studentNumber
        select row.StudentName;

    public static IQueryable<LessonPlanRow> Plans(AttnDbContext context, string teacherNumber, string? key) =>
        context.LessonPlans.Where(plan =>
            plan.TeacherNumber == teacherNumber && (key == null || plan.LessonKey == key)
        );

    public static IQueryable<HeldCourse> HeldCourses(AttnDbContext context, string teacherNumber, string? key) =>
        from row in WithKey(Held(context, teacherNumber), key)
        group row by row.LessonKey into held
        select new HeldCourse
        {
            Key = held.Key,
            Sessions = held.Count(),
            LastStart = held.Max(row => row.Session.StartTime),
            LatestName = held.OrderByDescending(row => row.Session.StartTime)
                .ThenByDescending(row => row.Id)
                .Select(row => row.Session.LessonName)
                .First(),
        };

    public static IQueryable<StudentCount> ListedCounts(AttnDbContext context, string teacherNumber, string? key) =>
        from row in context.ClassLists
        where row.TeacherNumber == teacherNumber && (key == null || row.LessonKey == key)
        group row by row.LessonKey into listed
        select new StudentCount { Key = listed.Key, Students = listed.Count() };

    /// <summary>For courses that have no class list.</summary>
    public static IQueryable<StudentCount> SeenCounts(AttnDbContext context, string teacherNumber, string? key) =>
        from row in WithKey(Held(context, teacherNumber), key)
        where !context.ClassLists.Any(list => list.TeacherNumber == teacherNumber && list.LessonKey == row.LessonKey)
        join record in context.Records.NotDeleted() on row.Id equals record.SessionId
        group record.StudentNumber by row.LessonKey into seen
        select new StudentCount { Key = seen.Key, Students = seen.Distinct().Count() };

    /// <summary>The class list, in the order of numbers.</summary>
    public static IQueryable<ListedStudent> ListedStudents(AttnDbContext context, CourseKey course) =>
        from row in Listed(context, course)
        join user in context.Users on row.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby row.StudentNumber
        select new ListedStudent
        {
            Number = row.StudentNumber,
            Listed = row,
            User = user,
        };

    /// <summary>Everybody who has a record in a class session of the course, in the order of numbers.</summary>
    public static IQueryable<ListedStudent> SeenStudents(AttnDbContext context, CourseKey course) =>
        from number in SeenNumbers(context, Held(context, course)).Distinct()
        join user in context.Users on number equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby number
        select new ListedStudent
        {
            Number = number,
            Listed = null,
            User = user,
        };

    public static IQueryable<string> SeenNumbers(AttnDbContext context, IQueryable<ClassSessionRow> sessions) =>
        from session in sessions
        join record in context.Records.NotDeleted() on session.Id equals record.SessionId
        select record.StudentNumber;

    private static IQueryable<ClassSessionRow> WithKey(IQueryable<ClassSessionRow> sessions, string? key) =>
        key is null ? sessions : sessions.Where(row => row.LessonKey == key);
}

internal sealed class HeldCourse
{
    public required string Key { get; init; }

    public required int Sessions { get; init; }

    public required DateTimeOffset LastStart { get; init; }

    /// <summary>As the teacher wrote it last.</summary>
    public required string LatestName { get; init; }
}

internal sealed class StudentCount
{
    public required string Key { get; init; }

    public required int Students { get; init; }
}

/// <summary>A student of a course, with the sources of a name.</summary>
internal sealed class ListedStudent
{
    public required string Number { get; init; }

    public required ClassListRow? Listed { get; init; }

    public required UserRow? User { get; init; }
}
