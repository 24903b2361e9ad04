using Attn.Storage.Archive.Rows;

namespace Attn.Storage.Archive;

/// <summary>What is old enough to go; each question has an index, which a test checks. Deleted rows count like all others.</summary>
internal static class RetentionQueries
{
    public static IQueryable<AttendanceRow> EndedBefore(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        context
            .Attendances.Where(session => session.EndTime < cutoff)
            .OrderBy(session => session.EndTime)
            .ThenBy(session => session.Id)
            .Take(limit);

    /// <summary>Plans that nobody touched for so long, of lessons without a class session.</summary>
    public static IQueryable<LessonPlanRow> UnusedPlans(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        context
            .LessonPlans.Where(plan =>
                plan.ChangedAt < cutoff
                && !context.Attendances.Any(session =>
                    session.TeacherNumber == plan.TeacherNumber && session.LessonKey == plan.LessonKey
                )
            )
            .OrderBy(plan => plan.ChangedAt)
            .Take(limit);

    public static IQueryable<UserRow> UnusedUsers(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        WithoutTrace(context, context.Users.Where(user => user.KnownAt < cutoff))
            .OrderBy(user => user.KnownAt)
            .Take(limit);

    /// <summary>Those to whom no record, class session, class list or plan refers.</summary>
    public static IQueryable<UserRow> WithoutTrace(AttnDbContext context, IQueryable<UserRow> users) =>
        users.Where(user =>
            !context.Records.Any(record => record.StudentNumber == user.Number)
            && !context.Attendances.Any(session => session.TeacherNumber == user.Number)
            && !context.ClassLists.Any(row => row.StudentNumber == user.Number)
            && !context.LessonPlans.Any(plan => plan.TeacherNumber == user.Number)
        );

    /// <summary>Answers about face checks of people of whom nothing else is left.</summary>
    public static IQueryable<ConsentRow> UnusedConsents(AttnDbContext context, DateTimeOffset cutoff, int limit) =>
        AnsweredBefore(context, cutoff)
            .Where(consent =>
                !context.Users.Any(user => user.Number == consent.StudentNumber)
                && !context.Records.Any(record => record.StudentNumber == consent.StudentNumber)
                && !context.ClassLists.Any(row => row.StudentNumber == consent.StudentNumber)
            )
            .OrderBy(consent => consent.WithdrawnAt ?? consent.ConsentedAt)
            .Take(limit);

    public static IQueryable<ConsentRow> AnsweredBefore(AttnDbContext context, DateTimeOffset cutoff) =>
        context.Consents.Where(consent => (consent.WithdrawnAt ?? consent.ConsentedAt) < cutoff);
}
