using Attn.Storage.Archive;

namespace Attn.Storage.Tests.Archive;

/// <summary>Every query of the archive with values that <see cref="PostgresPlanTests"/> fills its tables with.</summary>
internal static class NamedQueries
{
    public const string Teacher = "t7";
    public const string Lesson = "lesson 3";
    public const string Student = "s107";
    public static readonly Guid Session = new("00000000-0000-0000-0000-000000000107");
    public static readonly Guid Verification = new("00000000-0000-0000-0001-000000000107");
    private static readonly DateTimeOffset Before = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<(string Name, Func<AttnDbContext, IQueryable> Query)> All =>
    [
        ("history", context => ArchiveQueries.History(context, new(Teacher))),
        ("history page", context => ArchiveQueries.History(context, new(Teacher, Before, Limit: 20))),
        ("history of a lesson", context => ArchiveQueries.History(context, new(Teacher, Before, Lesson, 20))),
        ("session", context => ArchiveQueries.Session(context, Session)),
        ("roster", context => ArchiveQueries.Roster(context, Session)),
        ("record", context => ArchiveQueries.Record(context, Session, Student)),
        ("verification", context => ArchiveQueries.ByVerification(context, Verification)),
        ("pending", context => ArchiveQueries.Pending(context, Before, 100)),
        ("waiting checks", context => ArchiveQueries.WaitingChecks(context, Session)),
        ("seen students", context => ArchiveQueries.SeenStudents(context, Teacher, Lesson)),
        ("trail", context => ArchiveQueries.Trail(context, Session, Student)),
        ("consent", context => ArchiveQueries.Consent(context, Student)),
        ("user", context => ArchiveQueries.User(context, Student)),
    ];
}
