using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>Every question about lessons and their class lists; each has an index, which a test checks.</summary>
internal static class LessonQueries
{
    /// <summary>Class sessions that took place. One that was finished before it began did not: nobody could have come.</summary>
    public static IQueryable<AttendanceRow> Held(AttnDbContext context, string teacherNumber) =>
        context.Kept.Where(session => session.TeacherNumber == teacherNumber && session.EndTime > session.StartTime);

    public static IQueryable<AttendanceRow> Held(AttnDbContext context, LessonKey lesson) =>
        Held(context, lesson.TeacherNumber).Where(session => session.LessonKey == lesson.Key);

    public static IQueryable<ClassListRow> Listed(AttnDbContext context, LessonKey lesson) =>
        context.ClassLists.Where(row => row.TeacherNumber == lesson.TeacherNumber && row.LessonKey == lesson.Key);

    public static IQueryable<string> ListedName(AttnDbContext context, LessonKey lesson, string studentNumber) =>
        from row in Listed(context, lesson)
        where row.StudentNumber == studentNumber
        select row.StudentName;

    public static IQueryable<LessonPlanRow> Plans(AttnDbContext context, string teacherNumber, string? key) =>
        context.LessonPlans.Where(plan =>
            plan.TeacherNumber == teacherNumber && (key == null || plan.LessonKey == key)
        );

    public static IQueryable<HeldLesson> HeldLessons(AttnDbContext context, string teacherNumber, string? key) =>
        from session in Of(Held(context, teacherNumber), key)
        group session by session.LessonKey into held
        select new HeldLesson
        {
            Key = held.Key,
            Sessions = held.Count(),
            LastStart = held.Max(session => session.StartTime),
            LatestName = held.OrderByDescending(session => session.StartTime)
                .ThenByDescending(session => session.Id)
                .Select(session => session.LessonName)
                .First(),
        };

    public static IQueryable<StudentCount> ListedCounts(AttnDbContext context, string teacherNumber, string? key) =>
        from row in context.ClassLists
        where row.TeacherNumber == teacherNumber && (key == null || row.LessonKey == key)
        group row by row.LessonKey into listed
        select new StudentCount { Key = listed.Key, Students = listed.Count() };

    /// <summary>For lessons that have no class list.</summary>
    public static IQueryable<StudentCount> SeenCounts(AttnDbContext context, string teacherNumber, string? key) =>
        from session in Of(Held(context, teacherNumber), key)
        where !context.ClassLists.Any(row => row.TeacherNumber == teacherNumber && row.LessonKey == session.LessonKey)
        join record in context.Records on session.Id equals record.AttendanceId
        where !record.IsDeleted
        group record.StudentNumber by session.LessonKey into seen
        select new StudentCount { Key = seen.Key, Students = seen.Distinct().Count() };

    /// <summary>The class list, in the order of numbers.</summary>
    public static IQueryable<ExpectedStudent> ListedStudents(AttnDbContext context, LessonKey lesson) =>
        from row in Listed(context, lesson)
        join user in context.Users on row.StudentNumber equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby row.StudentNumber
        select new ExpectedStudent(
            row.StudentNumber,
            user != null && user.IsFromPortal ? user.FullName : row.StudentName
        )
        {
            NameIsFromPortal = user != null && user.IsFromPortal,
        };

    /// <summary>Everybody who was seen once in the lesson, in the order of numbers.</summary>
    public static IQueryable<ExpectedStudent> SeenStudents(AttnDbContext context, LessonKey lesson) =>
        from number in SeenNumbers(context, Held(context, lesson)).Distinct()
        join user in context.Users on number equals user.Number into users
        from user in users.DefaultIfEmpty()
        orderby number
        select new ExpectedStudent(number, user != null ? user.FullName : number)
        {
            NameIsFromPortal = user != null && user.IsFromPortal,
        };

    public static IQueryable<string> SeenNumbers(AttnDbContext context, IQueryable<AttendanceRow> sessions) =>
        from session in sessions
        join record in context.Records on session.Id equals record.AttendanceId
        where !record.IsDeleted
        select record.StudentNumber;

    private static IQueryable<AttendanceRow> Of(IQueryable<AttendanceRow> sessions, string? key) =>
        key is null ? sessions : sessions.Where(session => session.LessonKey == key);
}

internal sealed class HeldLesson
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
