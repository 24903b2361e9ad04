using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Live.Sqlite;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>The catalogue of a database, and its courses by teacher and name in the term of one moment.</summary>
internal sealed class Lessons(IArchiveDatabase database, TimeProvider clock, DateTimeOffset at)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TermCalendar Calendar { get; } =
        TermCalendar.TryRead(TermCalendar.DefaultStarts, TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul"))!;

    public CourseCatalogue Courses { get; } = new(database, Calendar, clock);

    public Terms Terms { get; } = new(database, Calendar);

    public SessionArchive Archive => new(database, Courses, clock);

    public ClassListStore Lists => new(database, Courses, Calendar, new LocalRosterNews(), clock);

    public LessonAdoption Adoption => new(database, Courses, Calendar, clock);

    public Task<Guid> IdOfAsync(string teacher, string lesson) => Courses.FindOrMakeAsync(teacher, lesson, at, None);

    public async Task<IReadOnlyList<Course>> ListAsync(string teacher) =>
        await Courses.ListAsync(teacher, (await Terms.FindOrMakeAsync(at, None)).Id, None);

    public async Task<Course?> FindAsync(string teacher, string lesson) =>
        await Courses.FindByNameAsync(teacher, lesson, (await Terms.FindOrMakeAsync(at, None)).Id, None);

    public async Task<CourseStudents> ReplaceAsync(string teacher, string lesson, params Enrolment[] students) =>
        (await ReplaceAsync(await IdOfAsync(teacher, lesson), students))!;

    /// <summary>By a list that says nothing of groups, days and exemptions but what it names.</summary>
    public Task<CourseStudents?> ReplaceAsync(Guid course, params Enrolment[] students) =>
        Lists.ReplaceAsync(
            course,
            before =>
                ClassListChange
                    .Of(
                        before,
                        [
                            .. students.Select(student => new ClassListEntry(student)
                            {
                                SaysGroup = student.Group is not null,
                            }),
                        ]
                    )
                    .After,
            None
        );

    public async Task<CourseStudents> ReadAsync(string teacher, string lesson) =>
        await Lists.ReadAsync(await IdOfAsync(teacher, lesson), None);

    public async Task<Course> PlanAsync(string teacher, string lesson, decimal? plannedUnits, CourseKind kind)
    {
        var id = await IdOfAsync(teacher, lesson);
        await Courses.ChangePolicyAsync(
            id,
            teacher,
            policy => (policy ?? StoredPolicy.Unchanged) with { PlannedUnits = plannedUnits },
            kind,
            None
        );
        return (await Courses.FindAsync(id, teacher, None))!;
    }
}
