using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Archive.Copying;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Catalogue;

/// <summary>
/// Makes courses of what a version before courses wrote: a course for each teacher, name and term; its sessions; its
/// plan as a policy; the class list as the enrolments of the term in which the lesson was last held. One transaction;
/// where nothing is left to adopt, it does nothing. See docs/decisions/0180.
/// </summary>
internal sealed class LessonAdoption(
    IArchiveDatabase database,
    CourseCatalogue courses,
    TermCalendar calendar,
    TimeProvider clock
)
{
    /// <summary>An archive of ten years has millions of records, whose students are collected here.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(IsDoneAsync, cancellationToken))
            return;
        await database.WriteAsync(AdoptAsync, cancellationToken);
    }

    private static async Task<bool> IsDoneAsync(AttnDbContext context, CancellationToken cancellationToken) =>
        !await context.ClassSessions.AnyAsync(row => row.Session.CourseId == null, cancellationToken)
        && !await context.LessonPlans.AnyAsync(cancellationToken);

    private async Task<bool> AdoptAsync(ArchiveTransaction transaction, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        context.Database.SetCommandTimeout(Timeout);
        // Replicas that start together follow each other; the second one finds nothing to do.
        await transaction.LockTermsAsync(cancellationToken);
        var plans = (await context.LessonPlans.AsNoTracking().ToListAsync(cancellationToken))
            .OrderBy(plan => plan.ChangedAt)
            .ToList();
        var planned = plans.ToDictionary(plan => (plan.TeacherNumber, plan.LessonKey));
        var adopted = new Dictionary<(string Teacher, string Key), List<Guid>>();
        while (await NextStartAsync(context, cancellationToken) is { } start)
            await AdoptTermAsync(transaction, start, planned, adopted, cancellationToken);
        await CollectSeenAsync(context, cancellationToken);
        foreach (var plan in plans)
            await AdoptPlanAsync(transaction, plan, adopted, cancellationToken);
        await context.ClassLists.ExecuteDeleteAsync(cancellationToken);
        await context.LessonPlans.ExecuteDeleteAsync(cancellationToken);
        FaultPoint.Reach("lessons-adopted");
        return true;
    }

    private static Task<DateTimeOffset?> NextStartAsync(AttnDbContext context, CancellationToken cancellationToken) =>
        context
            .ClassSessions.Where(row => row.Session.CourseId == null)
            .OrderBy(row => row.Session.StartTime)
            .Select(row => (DateTimeOffset?)row.Session.StartTime)
            .FirstOrDefaultAsync(cancellationToken);

    private async Task AdoptTermAsync(
        ArchiveTransaction transaction,
        DateTimeOffset start,
        Dictionary<(string, string), LessonPlanRow> plans,
        Dictionary<(string, string), List<Guid>> adopted,
        CancellationToken cancellationToken
    )
    {
        var term = await Terms.EnsureAsync(transaction, calendar, calendar.DayOf(start), cancellationToken);
        var (first, end) = calendar.RangeOf(term);
        var sessions = transaction.Context.ClassSessions.Where(row =>
            row.Session.CourseId == null && row.Session.StartTime >= first && row.Session.StartTime < end
        );
        var lessons = await (
            from row in sessions
            group row by new { row.Session.TeacherNumber, row.LessonKey } into lesson
            select new
            {
                lesson.Key.TeacherNumber,
                lesson.Key.LessonKey,
                LatestName = lesson
                    .OrderByDescending(row => row.Session.StartTime)
                    .ThenByDescending(row => row.Id)
                    .Select(row => row.Session.LessonName)
                    .First(),
                LatestStart = lesson.Max(row => row.Session.StartTime),
            }
        ).ToListAsync(cancellationToken);
        // Several may become one course: the name that was written last is the course's.
        var ordered =
            from lesson in lessons
            let plan = plans.GetValueOrDefault((lesson.TeacherNumber, lesson.LessonKey))
            orderby plan?.ChangedAt ?? DateTimeOffset.MinValue descending, lesson.LatestStart descending
            select (lesson.TeacherNumber, lesson.LessonKey, Name: plan?.LessonName ?? lesson.LatestName);
        foreach (var (teacher, lessonKey, name) in ordered)
        {
            var key = (teacher, lessonKey);
            var course = await courses.FindOrMakeAsync(transaction, teacher, name, term, cancellationToken);
            await sessions
                .Where(row => row.Session.TeacherNumber == teacher && row.LessonKey == lessonKey)
                .ExecuteUpdateAsync(
                    update =>
                        update
                            .SetProperty(row => row.Session.CourseId, course)
                            .SetProperty(row => row.LessonKey, Names.LessonKey(name)),
                    cancellationToken
                );
            if (!adopted.TryGetValue(key, out var ofLesson))
                adopted[key] = ofLesson = [];
            ofLesson.Add(course);
        }
    }

    private static Task<int> CollectSeenAsync(AttnDbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO seen_students (course_id, student_number)
            SELECT DISTINCT attendances.course_id, records.student_number
            FROM attendances JOIN records ON records.attendance_id = attendances.id
            WHERE attendances.deleted_at IS NULL AND attendances.cancelled_at IS NULL
                AND attendances.end_time > attendances.start_time
                AND NOT records.is_deleted
            ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );

    /// <summary>A plan counted for every term; the class list for the last one.</summary>
    private async Task AdoptPlanAsync(
        ArchiveTransaction transaction,
        LessonPlanRow plan,
        Dictionary<(string, string), List<Guid>> adopted,
        CancellationToken cancellationToken
    )
    {
        var planned =
            adopted.GetValueOrDefault((plan.TeacherNumber, plan.LessonKey))
            ?? [await FindCourseAsync(transaction, plan, cancellationToken)];
        foreach (var course in planned.Distinct())
            await SavePolicyAsync(transaction, course, plan, cancellationToken);
        var listed = await transaction
            .Context.ClassLists.Where(row => row.TeacherNumber == plan.TeacherNumber && row.LessonKey == plan.LessonKey)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        foreach (var row in listed)
            await transaction.UpsertAsync(
                EnrolmentRow.From(planned[^1], new(row.StudentNumber, row.StudentName)),
                Replacing.Always,
                cancellationToken
            );
    }

    /// <summary>A lesson that was planned and never held belongs to the term of its plan.</summary>
    private async Task<Guid> FindCourseAsync(
        ArchiveTransaction transaction,
        LessonPlanRow plan,
        CancellationToken cancellationToken
    )
    {
        var key = Names.LessonKey(plan.LessonName);
        var latest = await CourseQueries
            .Taught(transaction.Context, plan.TeacherNumber)
            .Where(row => row.Course.NameKey == key)
            .OrderByDescending(row => row.Term.FirstDay)
            .Select(row => (Guid?)row.Course.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (latest is { } found)
            return found;
        var day = calendar.DayOf(plan.ChangedAt);
        var term = await Terms.EnsureAsync(transaction, calendar, day, cancellationToken);
        return await courses.FindOrMakeAsync(transaction, plan.TeacherNumber, plan.LessonName, term, cancellationToken);
    }

    private async Task SavePolicyAsync(
        ArchiveTransaction transaction,
        Guid course,
        LessonPlanRow plan,
        CancellationToken cancellationToken
    )
    {
        var context = transaction.Context;
        var version = await context.Policies.CountAsync(row => row.CourseId == course, cancellationToken) + 1;
        var policy = new StoredPolicy(
            version,
            CountedUnit.Sessions,
            ExcusedRule.Neutral,
            LatesPerAbsence: 0,
            LimitPercent: null,
            plan.Plan.PlannedSessions,
            plan.Plan.HoursPerSession,
            plan.TeacherNumber,
            plan.ChangedAt
        );
        if (plan.Plan != CoursePlan.Unplanned)
            await transaction.UpsertAsync(PolicyRow.From(course, policy), Replacing.Nothing, cancellationToken);
        await CourseCatalogue.TouchAsync(context, course, plan.Plan.Kind, clock.GetUtcNow(), cancellationToken);
    }
}
