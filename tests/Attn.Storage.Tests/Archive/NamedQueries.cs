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
    public static readonly Guid CourseId = new("00000000-0000-0000-0002-000000000107");
    public static readonly Guid TermId = new("00000000-0000-0000-0003-000000000000");
    public static readonly Guid Verification = new("00000000-0000-0000-0001-000000000107");
    private static readonly DateTimeOffset Before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LongAgo = new(2025, 9, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly TermRange Range = new(Before.AddMonths(-2), Before);

    public static IEnumerable<(string Name, Func<AttnDbContext, IQueryable> Query)> All =>
        [
            ("history", context => SessionQueries.History(context, new(Teacher))),
            ("history page", context => SessionQueries.History(context, new(Teacher, Before, Limit: 20))),
            ("history of a lesson", context => SessionQueries.History(context, new(Teacher, Before, Lesson, 20))),
            (
                "history after a session",
                context => SessionQueries.History(context, new(Teacher, Before, Limit: 20) { BeforeId = Session })
            ),
            (
                "history of a course",
                context => SessionQueries.History(context, new(Teacher, Before, Limit: 20) { CourseId = CourseId })
            ),
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
            ("taught courses", context => CourseQueries.Taught(context, Teacher)),
            (
                "taught courses of a term",
                context => CourseQueries.Taught(context, Teacher).Where(row => row.Term.Id == TermId)
            ),
            (
                "taught course",
                context => CourseQueries.Taught(context, Teacher).Where(row => row.Course.Id == CourseId)
            ),
            ("courses of a name", context => CourseQueries.OfName(context, Teacher, TermId, Lesson)),
            ("held sessions", context => CourseQueries.Held(context, CourseId)),
            ("held counts", context => CourseQueries.HeldCounts(context, CourseIds)),
            ("enrolled counts", context => CourseQueries.EnrolledCounts(context, CourseIds)),
            ("seen counts", context => CourseQueries.SeenCounts(context, CourseIds)),
            ("teachers of courses", context => CourseQueries.TeacherNumbers(context, CourseIds)),
            ("sessions of some days", context => CourseQueries.Within(context, CourseIds, Before, Before.AddDays(1))),
            ("sessions of some starts", context => CourseQueries.HeldAt(context, CourseIds, [Before])),
            ("courses of a student", context => CourseQueries.OfStudent(context, Student, Day)),
            ("dated enrolments", context => OwnQueries.DatedEnrolments(context, Student)),
            ("policies", context => CourseQueries.Policies(context, CourseIds)),
            ("enrolled students", context => CourseQueries.EnrolledStudents(context, CourseId)),
            (
                "enrolled student",
                context => CourseQueries.Enrolled(context, CourseId).Where(row => row.StudentNumber == Student)
            ),
            ("seen students", context => CourseQueries.SeenStudents(context, CourseId)),
            ("students no longer seen", context => SeenStudents.Unseen(context, CourseId, studentNumber: null)),
            ("student no longer seen", context => SeenStudents.Unseen(context, CourseId, Student)),
            (
                "session report with a list",
                context => ReportQueries.SessionPage(context, Reported, Day, hasClassList: true, Student, 1000)
            ),
            (
                "session report without a list",
                context => ReportQueries.SessionPage(context, Reported, Day, hasClassList: false, Student, 1000)
            ),
            ("term sessions", context => ReportQueries.TermSessions(context, CourseId, Range)),
            ("term sessions not held", context => ReportQueries.NotHeld(context, CourseId, Range)),
            ("term students", context => ReportQueries.TermPage(context, CourseId, Range, Student, 500)),
            (
                "last term student",
                context => ReportQueries.TermNumbers(context, CourseId, new(), Student, 501).Skip(499)
            ),
            ("term students of all times", context => ReportQueries.TermPage(context, CourseId, new(), Student, 500)),
            ("term cells", context => ReportQueries.TermCells(context, CourseId, Range, Student, "s2")),
            ("own sessions", context => OwnQueries.Sessions(context, new(Student), Spans)),
            (
                "own sessions of a lesson",
                context => OwnQueries.Sessions(context, new(Student, Before, Lesson, 20), Spans)
            ),
            (
                "own sessions after one",
                context => OwnQueries.Sessions(context, new(Student, Before, Limit: 20) { BeforeId = Session }, Spans)
            ),
            ("own courses", context => OwnQueries.Courses(context, Student, TermId)),
            ("own courses' sessions", context => OwnQueries.CourseSessions(context, Student, CourseIds)),
            ("a person's records", context => PersonQueries.Records(context, Student)),
            ("a person's trail", context => PersonQueries.Trail(context, Student)),
            ("a person's sessions", context => PersonQueries.SessionIds(context, Student)),
            ("a person's lists", context => PersonQueries.Lists(context, Student)),
            ("a person's courses", context => PersonQueries.Courses(context, Teacher)),
            ("a teacher's sessions", context => PersonQueries.Taught(context, Teacher)),
            ("a teacher's decisions", context => PersonQueries.Decisions(context, Teacher)),
            ("listed sessions", context => PersonQueries.Sessions(context, new(null, LongAgo, Before, 100))),
            ("listed sessions of a person", context => PersonQueries.Sessions(context, new(Student, null, null, 100))),
            ("old sessions", context => RetentionQueries.EndedBefore(context, LongAgo, 10)),
            ("unused courses", context => RetentionQueries.UnusedCourses(context, LongAgo, 100)),
            ("unused users", context => RetentionQueries.UnusedUsers(context, LongAgo, 100)),
            ("unused consents", context => RetentionQueries.UnusedConsents(context, LongAgo, 100)),
        ];

    private static DateOnly Day => DateOnly.FromDateTime(Before.DateTime);

    private static IReadOnlyList<EnrolmentSpan> Spans => [new(CourseId, LongAgo, Before)];

    private static IReadOnlyList<Guid> CourseIds => [CourseId, new("00000000-0000-0000-0002-000000000207")];

    private static ClassSession Reported =>
        Arranged.Session(Teacher, Lesson) with
        {
            Id = Session,
            CourseId = CourseId,
        };
}
