using System.Text.Json;

namespace Attn.EndToEnd.Tests.Upgrade;

/// <summary>
/// What the version before courses said of a lesson and a student in a range of days. Excused sessions counted for
/// nobody, whoever was late was there, and the limit was 80 % of a practice and 70 % of any other lesson.
/// </summary>
internal sealed record OldReport(
    string Cells,
    int Attended,
    int Late,
    int Excused,
    int Absent,
    decimal? Percentage,
    decimal HoursAttended,
    decimal HoursMissed,
    bool? CanStillReach
)
{
    public static decimal LimitOf(OldPlan? plan) => plan is { IsPractice: true } ? 80 : 70;

    /// <param name="sessions">Those held in the range, in the order of their start.</param>
    public static OldReport Of(OldPlan? plan, IReadOnlyList<OldSession> sessions, string student)
    {
        var words = sessions.Select(session => session.WordOf(student)).ToList();
        int Count(params string[] some) => words.Count(word => some.Contains(word));
        var attended = Count("present", "late");
        var counted = words.Count - Count("excused");
        var left = plan?.Sessions is { } planned ? Math.Max(planned - words.Count, 0) : (int?)null;
        var hours = plan?.Hours ?? 1;
        return new(
            string.Join(' ', words),
            attended,
            Count("late"),
            Count("excused"),
            Count("absent"),
            counted == 0 ? null : Math.Round(100m * attended / counted, 1, MidpointRounding.AwayFromZero),
            attended * hours,
            Count("absent", "not_accepted") * hours,
            left is { } open ? (attended + open) * 100 >= LimitOf(plan) * (counted + open) : null
        );
    }

    public static OldReport Of(JsonElement row) =>
        new(
            string.Join(' ', row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString())),
            row.GetProperty("attended").GetInt32(),
            row.GetProperty("late").GetInt32(),
            row.GetProperty("excused").GetInt32(),
            row.GetProperty("absent").GetInt32(),
            row.GetProperty("percentage") is { ValueKind: JsonValueKind.Number } percentage
                ? percentage.GetDecimal()
                : null,
            row.GetProperty("hours_attended").GetDecimal(),
            row.GetProperty("hours_missed").GetDecimal(),
            row.GetProperty("can_still_reach") is { ValueKind: not JsonValueKind.Null } can ? can.GetBoolean() : null
        );
}
