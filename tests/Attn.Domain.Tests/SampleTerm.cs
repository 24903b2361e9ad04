namespace Attn.Domain.Tests;

/// <summary>A course with a class session each week, and a student's statuses in it, written as letters.</summary>
internal static class SampleTerm
{
    public static readonly DateOnly FirstDay = new(2026, 9, 14);

    /// <summary>The policy of every installation that sets none.</summary>
    public static readonly CoursePolicy Default = new(
        CountedUnit.Sessions,
        ExcusedRule.Neutral,
        LatesPerAbsence: 0,
        LimitPercent: 70
    );

    /// <summary>The day of a week, counted from 1.</summary>
    public static DateOnly Week(int number) => FirstDay.AddDays(7 * (number - 1));

    /// <param name="statuses">
    /// A letter for each session, in their order: P present, L late, E excused, A absent, N not accepted, ? pending. A
    /// number before it repeats it: "9P 5A". C is a cancelled session, in which the student was present.
    /// </param>
    public static CourseProgress Progress(
        CoursePolicy policy,
        string statuses,
        decimal hours = 1,
        Enrolment? enrolment = null
    )
    {
        var (sessions, words) = SessionsOf(statuses, hours);
        return CourseProgress.Of(policy, enrolment, sessions, words);
    }

    /// <summary>The class sessions, and the student's status in each.</summary>
    public static (IReadOnlyList<CourseSession> Sessions, IReadOnlyList<AttendanceStatus> Statuses) SessionsOf(
        string statuses,
        decimal hours = 1
    )
    {
        var letters = Letters(statuses);
        return (
            [.. letters.Select((letter, place) => new CourseSession(Week(place + 1), hours, IsHeld: letter != 'C'))],
            [.. letters.Select(StatusOf)]
        );
    }

    public static Enrolment Joined(int? fromWeek = null, int? toWeek = null) =>
        new("0502210012", "Ayşe Yılmaz")
        {
            From = fromWeek is { } from ? Week(from) : null,
            To = toWeek is { } to ? Week(to) : null,
        };

    public static Enrolment Exempt { get; } =
        new("0502210012", "Ayşe Yılmaz") { IsExempt = true, ExemptReason = "Repeats the course" };

    private static string Letters(string statuses) =>
        string.Concat(
            statuses.Split(' ').Select(part => new string(part[^1], part.Length > 1 ? int.Parse(part[..^1], null) : 1))
        );

    private static AttendanceStatus StatusOf(char letter) =>
        letter switch
        {
            'P' or 'C' => AttendanceStatus.Present,
            'L' => AttendanceStatus.Late,
            'E' => AttendanceStatus.Excused,
            'N' => AttendanceStatus.NotAccepted,
            '?' => AttendanceStatus.Pending,
            _ => AttendanceStatus.Absent,
        };
}
