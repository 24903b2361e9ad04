using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;

namespace Attn.Storage.Tests.Archive;

/// <summary>
/// Every query of the archive, with values of the rows that <see cref="PostgresPlanTests"/> inserts.
/// </summary>
internal static class NamedQueries
{
    public const string Teacher = "t7";
    public const string Lesson = "lesson 3";
    public const string Student = "s107";
    public static readonly Guid Session = new("00000000-0000-0000-0000-000000000107");
    public static readonly Guid Verification = new("00000000-0000-0000-0001-000000000107");
    private static readonly DateTimeOffset Before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LongAgo = new(2025, 9, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly TermRange Term = new(Before.AddMonths(-2), Before);

    public static IEnumerable<(string Name, Func<AttnDbContext, IQueryable> Query)> All =>
        [
            ("history", context => SessionQueries.History(context, new(Teacher))),
            ("history page", context => SessionQueries.History(context, new(Teacher, Before, Limit: 20))),
            ("history of a lesson", context => SessionQueries.History(context, new(Teacher, Before, Lesson, 20))),
            ("session", context => SessionQueries.Session(context, Session)),
            ("own session", context => SessionQueries.OwnSession(context, Session, Teacher)),
            ("roster", context => SessionQueries.Roster(context, Session)),
            ("record", context => SessionQueries.Record(context, Session, Student)),
            ("changed record", context => SessionQueries.ChangedRecord(context, Session, Student)),
            ("verification", context => SessionQueries.ByVerification(context, Verification)),
            ("pending", context => SessionQueries.Pending(context, Before, 100)),
            ("pending checks", context => SessionQueries.PendingChecks(context, Session)),
            ("trail", context => SessionQueries.Trail(context, Session, Student)),
            ("consent", context => SessionQueries.Consent(context, Student)),
            ("user", context => SessionQueries.User(context, Student)),
            ("lesson plans", context => CourseQueries.Plans(context, Teacher, key: null)),
            ("lesson plan", context => CourseQueries.Plans(context, Teacher, Lesson)),
            ("held lessons", context => CourseQueries.HeldCourses(context, Teacher, key: null)),
            ("held lesson", context => CourseQueries.HeldCourses(context, Teacher, Lesson)),
            ("listed counts", context => CourseQueries.ListedCounts(context, Teacher, key: null)),
            ("listed count", context => CourseQueries.ListedCounts(context, Teacher, Lesson)),
            ("seen counts", context => CourseQueries.SeenCounts(context, Teacher, key: null)),
            ("seen count", context => CourseQueries.SeenCounts(context, Teacher, Lesson)),
            ("class list", context => CourseQueries.Listed(context, OfTeacher)),
            ("listed name", context => CourseQueries.ListedName(context, OfTeacher, Student)),
            ("listed students", context => CourseQueries.ListedStudents(context, OfTeacher)),
            ("seen students", context => CourseQueries.SeenStudents(context, OfTeacher)),
            (
                "session report with a list",
                context => ReportQueries.SessionPage(context, Reported, hasClassList: true, Student, 1000)
            ),
            (
                "session report without a list",
                context => ReportQueries.SessionPage(context, Reported, hasClassList: false, Student, 1000)
            ),
            ("term sessions", context => ReportQueries.TermSessions(context, OfTeacher, Term)),
            ("term students", context => ReportQueries.TermPage(context, OfTeacher, Term, Student, 500)),
            ("term students of all times", context => ReportQueries.TermPage(context, OfTeacher, new(), Student, 500)),
            ("term cells", context => ReportQueries.TermCells(context, OfTeacher, Term, Student, "s2")),
            ("own sessions", context => OwnQueries.Sessions(context, new(Student))),
            ("own sessions of a lesson", context => OwnQueries.Sessions(context, new(Student, Before, Lesson, 20))),
            ("own lessons", context => OwnQueries.Courses(context, Student)),
            ("own lessons' sessions", context => OwnQueries.CourseSessions(context, Student)),
            ("a person's records", context => PersonQueries.Records(context, Student)),
            ("a person's trail", context => PersonQueries.Trail(context, Student)),
            ("a person's sessions", context => PersonQueries.SessionIds(context, Student)),
            ("a person's lists", context => PersonQueries.Lists(context, Student)),
            ("a teacher's sessions", context => PersonQueries.Taught(context, Teacher)),
            ("a teacher's decisions", context => PersonQueries.Decisions(context, Teacher)),
            ("listed sessions", context => PersonQueries.Sessions(context, new(null, LongAgo, Before, 100))),
            ("listed sessions of a person", context => PersonQueries.Sessions(context, new(Student, null, null, 100))),
            ("old sessions", context => RetentionQueries.EndedBefore(context, LongAgo, 10)),
            ("unused plans", context => RetentionQueries.UnusedPlans(context, LongAgo, 100)),
            ("unused users", context => RetentionQueries.UnusedUsers(context, LongAgo, 100)),
            ("unused consents", context => RetentionQueries.UnusedConsents(context, LongAgo, 100)),
        ];

    private static CourseKey OfTeacher => CourseKey.Of(Teacher, Lesson);

    private static ClassSession Reported => Arranged.Session(Teacher, Lesson) with { Id = Session };
}
