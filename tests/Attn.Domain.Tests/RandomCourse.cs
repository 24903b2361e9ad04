namespace Attn.Domain.Tests;

/// <summary>A course with a policy, sessions and one student, drawn from a seed, which draws the same again.</summary>
internal sealed record RandomCourse(
    int Seed,
    CoursePolicy Policy,
    Enrolment? Enrolment,
    IReadOnlyList<CourseSession> Sessions,
    IReadOnlyList<AttendanceStatus> Statuses
)
{
    public CourseProgress Progress => CourseProgress.Of(Policy, Enrolment, Sessions, Statuses);

    /// <summary>A day on which the student was enrolled.</summary>
    public DateOnly CountedDay => Enrolment?.From ?? Enrolment?.To ?? SampleTerm.FirstDay;

    public static IEnumerable<RandomCourse> Many(int count) => Enumerable.Range(1, count).Select(Draw);

    public RandomCourse With(int place, AttendanceStatus status) =>
        this with
        {
            Statuses = [.. Statuses.Select((old, at) => at == place ? status : old)],
        };

    public RandomCourse WithMore(AttendanceStatus status, decimal hours = 1) =>
        this with
        {
            Sessions = [.. Sessions, new(CountedDay, hours)],
            Statuses = [.. Statuses, status],
        };

    public RandomCourse Without(AttendanceStatus status)
    {
        var kept = Enumerable.Range(0, Sessions.Count).Where(place => Statuses[place] != status).ToList();
        return this with
        {
            Sessions = [.. kept.Select(place => Sessions[place])],
            Statuses = [.. kept.Select(place => Statuses[place])],
        };
    }

    private static RandomCourse Draw(int seed)
    {
        var random = new Random(seed);
        var held = random.Next(0, 30);
        var counts = random.Next(2) == 0 ? CountedUnit.Sessions : CountedUnit.Hours;
        var policy = new CoursePolicy(
            counts,
            random.GetItems(Enum.GetValues<ExcusedRule>(), 1)[0],
            random.GetItems([0, 0, 1, 2, 3, 10], 1)[0],
            random.GetItems([0m, 50m, 66.67m, 70m, 80m, 100m], 1)[0],
            random.Next(4) == 0 ? null : random.Next(1, 45)
        );
        var enrolment = SampleTerm.Joined(
            fromWeek: random.Next(3) == 0 ? random.Next(1, 12) : null,
            toWeek: random.Next(5) == 0 ? random.Next(12, 30) : null
        );
        return new(
            seed,
            policy,
            random.Next(4) == 0 ? null : enrolment with { IsExempt = random.Next(8) == 0 },
            [
                .. Enumerable
                    .Range(1, held)
                    .Select(week => new CourseSession(
                        SampleTerm.Week(week),
                        random.Next(1, 17) / 4m,
                        IsHeld: random.Next(9) > 0
                    )),
            ],
            random.GetItems(Enum.GetValues<AttendanceStatus>(), held)
        );
    }
}
