using System.Globalization;

namespace Attn.EndToEnd.Tests.Upgrade;

/// <summary>
/// What two teachers did in two terms with the version before courses, and what its term reports said of it: class list
/// and students with a record in the asked days, a lesson for each spelling that it took for one.
/// </summary>
internal sealed class OldUniversity
{
    private static readonly DateTimeOffset Autumn = new(2025, 10, 6, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Spring = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private readonly Random _random;

    /// <param name="seed">The same seed makes the same university.</param>
    /// <param name="weeks">How many sessions of each lesson a term has.</param>
    /// <param name="students">How many students there are.</param>
    public OldUniversity(int seed, int weeks, int students)
    {
        _random = new(seed);
        Students =
        [
            .. Enumerable
                .Range(1, students)
                .Select(number => (string.Create(CultureInfo.InvariantCulture, $"s{number:D4}"), $"Student {number}")),
        ];
        var some = Students.Select(student => student.Number).Where(_ => _random.Next(2) == 0).ToList();
        Lessons =
        [
            // The old key was lowered by Turkish rules, so that these two were two lessons.
            Taught(1, "İleri Fizik I", "ileri fizik ı", weeks, inBoth: true) with
            {
                Plan = new(Sessions: 3 * weeks, Hours: 1.5m, IsPractice: true, Spring.AddDays(2)),
                List = [.. some, "never-came"],
            },
            Taught(1, "ILERI FIZIK I", "ılerı fızık ı", weeks, inBoth: true),
            Taught(1, "Optik", "optik", weeks, inBoth: true),
            Taught(2, "Optik", "optik", weeks, inBoth: true) with
            {
                Plan = new(Sessions: weeks + 2, Hours: 2, IsPractice: false, Autumn.AddDays(2)),
                List = [.. some.Take(3), "never-came", "nor-this-one"],
            },
            Taught(2, "Kimya 50%/50", "kimya 50%/50", weeks, inBoth: false) with
            {
                Plan = new(Sessions: null, Hours: 1, IsPractice: false, Autumn.AddDays(1)),
                List = [.. some],
            },
            new("demo_teacher_2", "Never held", "never held")
            {
                Plan = new(Sessions: 14, Hours: 1, IsPractice: false, Autumn.AddDays(30)),
                List = ["never-came"],
            },
        ];
    }

    public IReadOnlyList<(string Number, string Name)> Students { get; }

    public IReadOnlyList<OldLesson> Lessons { get; }

    private OldLesson Taught(int teacher, string name, string key, int weeks, bool inBoth)
    {
        var lesson = new OldLesson($"demo_teacher_{teacher}", name, key);
        foreach (var term in inBoth ? new[] { Autumn, Spring } : [Autumn])
        {
            for (var week = 0; week < weeks; week++)
                lesson.Sessions.Add(SessionOn(term.AddDays(7 * week / 2.0).AddHours(_random.Next(3))));
        }

        return lesson;
    }

    private OldSession SessionOn(DateTimeOffset start)
    {
        var what = _random.Next(8);
        var session = new OldSession(Guid.CreateVersion7(start), start)
        {
            // Finished before its start: nobody could come.
            End = what == 0 ? start : start.AddHours(1),
            IsDeleted = what == 1,
            LateAfter = what % 2 == 0 ? 10 : null,
        };
        foreach (var (number, _) in Students.Where(_ => _random.Next(4) > 0))
            session.Words.Add(number, WordIn(session));
        return session;
    }

    private string WordIn(OldSession session) =>
        _random.Next(10) switch
        {
            0 => "excused",
            1 => "not_accepted",
            2 => "deleted",
            3 or 4 when session.LateAfter is not null => "late",
            _ => "present",
        };
}

/// <param name="Key">Under which the version before courses kept the lesson.</param>
internal sealed record OldLesson(string Teacher, string Name, string Key)
{
    public OldPlan? Plan { get; init; }

    public IReadOnlyList<string> List { get; init; } = [];

    public List<OldSession> Sessions { get; } = [];
}

internal sealed record OldPlan(int? Sessions, decimal Hours, bool IsPractice, DateTimeOffset ChangedAt);

internal sealed record OldSession(Guid Id, DateTimeOffset Start)
{
    public required DateTimeOffset End { get; init; }

    public bool IsDeleted { get; init; }

    public int? LateAfter { get; init; }

    public bool IsHeld => !IsDeleted && End > Start;

    /// <summary>Of everybody with a record, also of a deleted one.</summary>
    public Dictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

    public string WordOf(string student) =>
        Words.TryGetValue(student, out var word) && word != "deleted" ? word : "absent";
}
