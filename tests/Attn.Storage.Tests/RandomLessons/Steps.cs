using FsCheck;
using FsCheck.Fluent;

namespace Attn.Storage.Tests.RandomLessons;

/// <summary>A random lesson. Written out one step a line, as a failed test shows it.</summary>
internal sealed record Steps(IReadOnlyList<Step> All)
{
    public const int Sessions = 2;
    public const int Students = 3;
    public const int Workers = 2;
    private const int Most = 40;

    public override string ToString() => string.Concat(All.Select(step => $"{Environment.NewLine}  {step}"));

    public static Arbitrary<Steps> Any()
    {
        var steps =
            from count in Gen.Choose(5, Most)
            from all in Single(inner: false).ArrayOf(count)
            select new Steps(all);
        return Arb.From(steps, Shrink);
    }

    /// <summary>Halves and quarters are left out first, then single steps; then what happens inside a step.</summary>
    private static IEnumerable<Steps> Shrink(Steps steps)
    {
        var all = steps.All;
        for (var length = all.Count / 2; length >= 1; length /= 2)
        {
            for (var at = 0; at + length <= all.Count; at += length)
                yield return new([.. all.Take(at), .. all.Skip(at + length)]);
        }

        for (var at = 0; at < all.Count; at++)
        {
            if (Plain(all[at]) is { } plain)
                yield return new([.. all.Take(at), plain, .. all.Skip(at + 1)]);
        }
    }

    private static Step? Plain(Step step) =>
        step switch
        {
            Step.Archive { AfterCopy: not null } archive => archive with { AfterCopy = null },
            Step.Archive { BeforeRemoval: not null } archive => archive with { BeforeRemoval = null },
            Step.Verdict { Between: not null } verdict => verdict with { Between = null },
            Step.Verdict { Dies: true } verdict => verdict with { Dies = false },
            _ => null,
        };

    /// <param name="inner">Happens in the middle of another step.</param>
    private static Gen<Step> Single(bool inner)
    {
        var session = Gen.Choose(0, Sessions - 1);
        var student = Gen.Choose(0, Students - 1);
        var worker = Gen.Choose(0, Workers - 1);
        var back = Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)));
        var flag = Gen.Elements(true, false);

        Gen<Step> Make<T>(Gen<T> gen)
            where T : Step => gen.Select(step => (Step)step);

        var attend =
            from s in session
            from n in student
            from with in Gen.Frequency(
                (2, Gen.Constant(Try.Enough)),
                (2, Gen.Constant(Try.WrongNetwork)),
                (6, Gen.Constant(Try.Selfie)),
                (1, Gen.Constant(Try.SelfieAndDeath))
            )
            select new Step.Attend(s, n, with);
        var inVain =
            from s in session
            from n in student
            from times in Gen.Choose(2, 6)
            select new Step.AttendInVain(s, n, times);
        var decide =
            from s in session
            from n in student
            from what in Gen.Elements(Enum.GetValues<Decision>())
            from historical in flag
            select new Step.Decide(s, n, what, historical);
        var between = inner
            ? Gen.Constant<Step?>(null)
            : Gen.Frequency(
                (2, Gen.Constant<Step?>(null)),
                (1, Gen.Fresh(() => Single(inner: true)).SelectMany(gen => gen).Select(step => (Step?)step))
            );
        var verdict =
            from s in session
            from n in student
            from b in back
            from passed in flag
            from middle in between
            from dies in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Step.Verdict(s, n, b, passed, middle, dies);
        var refuse = from s in session from n in student from b in back select new Step.RefuseSubmission(s, n, b);
        var timeOut = from s in session from n in student from b in back select new Step.TimeOut(s, n, b);
        var archive =
            from s in session
            from one in between
            from other in between
            select new Step.Archive(s, one, other);

        (int, Gen<Step>)[] steps =
        [
            (12, Make(attend)),
            (2, Make(inVain)),
            (12, Make(decide)),
            (8, Make(verdict)),
            (1, Make(refuse)),
            (3, Make(timeOut)),
            (3, Gen.Constant<Step>(new Step.SenderRound())),
            (5, Make(from seconds in Gen.Elements(1, 30, 60, 200, 900) select new Step.Pass(seconds))),
            (4, Make(from s in session select new Step.Finish(s))),
            (2, Make(from s in session from minutes in Gen.Choose(-10, 40) select new Step.Extend(s, minutes))),
            (
                2,
                Make(
                    from startsIn in Gen.Elements(0, 0, 0, 2)
                    from minutes in Gen.Choose(3, 40)
                    select new Step.Open(startsIn, minutes)
                )
            ),
            (5, Make(archive)),
            (5, Make(from w in worker from s in session select new Step.TakeCopy(w, s))),
            (5, Make(from w in worker select new Step.SaveCopy(w))),
            (5, Make(from w in worker select new Step.RemoveCopied(w))),
            (1, Make(from s in session select new Step.DeleteSession(s))),
        ];
        return Gen.Frequency(steps);
    }
}
