namespace Attn.Api.Tests.Terms;

/// <summary>
/// A student's figures in a course, added up anew from what was done. Where the program has a formula, this counts.
/// </summary>
internal sealed class TermFigures
{
    private readonly LoggedPolicy _policy;
    private readonly decimal? _slot;
    private readonly bool _isExempt;
    private readonly List<(string Word, decimal Worth)> _counted = [];
    private readonly decimal _notHeld;
    private readonly decimal _before;
    private readonly decimal _after;

    public TermFigures(LoggedCourse course, string student)
    {
        _policy = course.Policy;
        _slot = course.SlotHours;
        var enrolment = course.List.GetValueOrDefault(student);
        _isExempt = enrolment is { IsExempt: true };
        _notHeld = course
            .Sessions.Where(each => each is { IsPast: true, IsHeld: false, IsDeleted: false })
            .Sum(WorthOf);
        foreach (var session in course.Held)
        {
            var word = session.WordOf(student);
            var counts = enrolment?.Covers(session.Day) is not false;
            Cells.Add(word);
            FileCells.Add(
                counts ? word
                : word == "absent" ? ""
                : $"({word})"
            );
            if (counts)
                _counted.Add((word, WorthOf(session)));
            else if (session.Day < enrolment!.From)
                _before += WorthOf(session);
            else
                _after += WorthOf(session);
        }
    }

    public List<string> Cells { get; } = [];

    /// <summary>In a file, where what does not count is empty or in brackets.</summary>
    public List<string> FileCells { get; } = [];

    /// <summary>Of the sessions that count for the student.</summary>
    public int CountOf(params string[] words) => _counted.Count(each => words.Contains(each.Word));

    public decimal? Percentage =>
        Counted == 0 ? null : Math.Round(100 * Attended / Counted, 1, MidpointRounding.AwayFromZero);

    public bool IsBelowLimit => !_isExempt && Counted > 0 && !IsEnough(Attended, Counted);

    public bool? CanStillReach =>
        _isExempt || Remaining is not { } remaining ? null : IsEnough(Attended + Open, Counted + remaining);

    public decimal? MayStillMiss
    {
        get
        {
            if (_isExempt || Remaining is not { } remaining)
                return null;
            var step = _policy.Counts == "hours" ? 0.01m : 1;
            var missed = 0m;
            while (missed + step <= Open && IsEnough(Attended + Open - missed - step, Counted + remaining))
                missed += step;
            return missed;
        }
    }

    public decimal HoursAttended => (Worth("present") + Worth("late")) * HoursPerUnit;

    public decimal HoursMissed => Worth("absent", "not_accepted") * HoursPerUnit;

    /// <summary>By the names on the wire.</summary>
    public Dictionary<string, decimal?> Sum =>
        new(StringComparer.Ordinal)
        {
            ["present"] = Worth("present"),
            ["late"] = Worth("late"),
            ["late_absences"] = LateAbsences,
            ["excused"] = Worth("excused"),
            ["excused_attended"] = _policy.Excused == "attended" ? Worth("excused") : 0,
            ["excused_not_counted"] = _policy.Excused == "neutral" ? Worth("excused") : 0,
            ["absent"] = Worth("absent", "not_accepted"),
            ["pending"] = Worth("pending"),
            ["held"] = Held,
            ["attended"] = Attended,
            ["counted"] = Counted,
            ["not_held"] = _notHeld,
            ["before_enrolment"] = _before,
            ["after_enrolment"] = _after,
            ["planned"] = Planned,
            ["remaining"] = Remaining,
            ["limit_percent"] = _policy.Limit,
        };

    private decimal Held => _counted.Sum(each => each.Worth);

    private decimal Attended =>
        Worth("present") + Worth("late") - LateAbsences + (_policy.Excused == "attended" ? Worth("excused") : 0);

    private decimal Counted => Held - (_policy.Excused == "neutral" ? Worth("excused") : 0);

    private decimal? Planned =>
        _policy.Planned is not { } planned ? null
        : _after > 0 ? Held
        : Math.Max(planned - _before, 0);

    private decimal? Remaining => Planned is { } planned ? Math.Max(planned - Held, 0) : null;

    private decimal Open => Worth("pending") + (Remaining ?? 0);

    private decimal HoursPerUnit => _policy.Counts == "hours" ? 1 : _policy.HoursPerSession ?? 1;

    /// <summary>Of each so many lates, in the order of length, the shortest is lost.</summary>
    private decimal LateAbsences
    {
        get
        {
            var lost = 0m;
            var waiting = 0;
            foreach (
                var (_, worth) in _counted.Where(each => each.Word == "late").OrderByDescending(each => each.Worth)
            )
            {
                if (_policy.Lates == 0 || ++waiting < _policy.Lates)
                    continue;
                lost += worth;
                waiting = 0;
            }

            return lost;
        }
    }

    private decimal WorthOf(LoggedSession session) => _policy.Counts == "hours" ? session.HoursBy(_policy, _slot) : 1;

    private decimal Worth(params string[] words) =>
        _counted.Where(each => words.Contains(each.Word)).Sum(each => each.Worth);

    private bool IsEnough(decimal attended, decimal counted) => attended * 100 >= _policy.Limit * counted;
}
