using Attn.Domain;
using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>
/// What is old enough to be deleted; deleted rows count like all others. Each query uses an index; a test checks that.
/// </summary>
internal static class RetentionQueries
{
    public static IQueryable<ClassSessionRow> EndedBefore(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        context
            .ClassSessions.Where(row => row.Session.EndTime < cutoff)
            .OrderBy(row => row.Session.EndTime)
            .ThenBy(row => row.Id)
            .Take(limit);

    /// <summary>Courses without a class session, last changed before <paramref name="cutoff"/>.</summary>
    public static IQueryable<CourseRow> UnusedCourses(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        context
            .Courses.Where(course =>
                course.ChangedAt < cutoff && !context.ClassSessions.Any(row => row.Session.CourseId == course.Id)
            )
            .OrderBy(course => course.ChangedAt)
            .Take(limit);

    public static IQueryable<UserRow> UnusedUsers(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        Orphans(context, context.Users.Where(user => user.KnownAt < cutoff)).OrderBy(user => user.KnownAt).Take(limit);

    /// <summary>Users to whom no record, class session, class list or course refers.</summary>
    public static IQueryable<UserRow> Orphans(AttnDbContext context, IQueryable<UserRow> users) =>
        users.Where(user =>
            !context.Records.Any(record => record.StudentNumber == user.Number)
            && !context.ClassSessions.Any(row => row.Session.TeacherNumber == user.Number)
            && !context.Enrolments.Any(row => row.StudentNumber == user.Number)
            && !context.CourseTeachers.Any(row => row.TeacherNumber == user.Number)
        );

    /// <summary>Answers about face checks by people of whom nothing else is stored.</summary>
    public static IQueryable<FaceConsent> UnusedConsents(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        AnsweredBefore(context, cutoff)
            .Where(consent =>
                !context.Users.Any(user => user.Number == consent.StudentNumber)
                && !context.Records.Any(record => record.StudentNumber == consent.StudentNumber)
                && !context.Enrolments.Any(row => row.StudentNumber == consent.StudentNumber)
            )
            .OrderBy(consent => consent.WithdrawnAt ?? consent.GivenAt)
            .Take(limit);

    public static IQueryable<FaceConsent> AnsweredBefore(AttnDbContext context, DateTimeOffset cutoff) =>
        context.Consents.Where(consent => (consent.WithdrawnAt ?? consent.GivenAt) < cutoff);
}
