using FsCheck;
using FsCheck.Fluent;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>The steps of a random scenario. A failed test shows them one a line.</summary>
internal sealed record Steps(IReadOnlyList<Step> All)
{
    public const int Sessions = 2;
    public const int Students = 3;
    public const int Workers = 2;
    private const int MaxSteps = 40;

    public override string ToString() => string.Concat(All.Select(step => $"{Environment.NewLine}  {step}"));

    public static Arbitrary<Steps> Any()
    {
        var steps =
            from count in Gen.Choose(5, MaxSteps)
            from all in Single(isInner: false).ArrayOf(count)
            select new Steps(all);
        return Arb.From(steps, Shrink);
    }

    /// <summary>Leaves out halves and quarters first, then single steps, then what happens inside a step.</summary>
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
            if (Simplify(all[at]) is { } simpler)
                yield return new([.. all.Take(at), simpler, .. all.Skip(at + 1)]);
        }
    }

    private static Step? Simplify(Step step) =>
        step switch
        {
            Step.Archive { AfterCopy: not null } archive => archive with { AfterCopy = null },
            Step.Archive { BeforeRemoval: not null } archive => archive with { BeforeRemoval = null },
            Step.Verdict { Between: not null } verdict => verdict with { Between = null },
            Step.Verdict { Crashes: true } verdict => verdict with { Crashes = false },
            _ => null,
        };

    /// <param name="isInner">Whether it happens in the middle of another step.</param>
    private static Gen<Step> Single(bool isInner)
    {
        var session = Gen.Choose(0, Sessions - 1);
        var student = Gen.Choose(0, Students - 1);
        var worker = Gen.Choose(0, Workers - 1);
        var back = Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)));
        var flag = Gen.Elements(true, false);

        Gen<Step> Make<T>(Gen<T> gen)
            where T : Step => gen.Select(step => (Step)step);

        var checkIn =
            from s in session
            from n in student
            from evidence in Gen.Frequency(
                (2, Gen.Constant(Evidence.Complete)),
                (2, Gen.Constant(Evidence.WrongNetwork)),
                (6, Gen.Constant(Evidence.Selfie)),
                (1, Gen.Constant(Evidence.SelfieThenCrash))
            )
            select new Step.CheckIn(s, n, evidence);
        var failures =
            from s in session
            from n in student
            from times in Gen.Choose(2, 6)
            select new Step.FailFaceChecks(s, n, times);
        var decide =
            from s in session
            from n in student
            from decision in Gen.Elements(Enum.GetValues<Decision>())
            from onlyAfterEnd in flag
            select new Step.Decide(s, n, decision, onlyAfterEnd);
        var between = isInner
            ? Gen.Constant<Step?>(null)
            : Gen.Frequency(
                (2, Gen.Constant<Step?>(null)),
                (1, Gen.Fresh(() => Single(isInner: true)).SelectMany(gen => gen).Select(step => (Step?)step))
            );
        var verdict =
            from s in session
            from n in student
            from b in back
            from passed in flag
            from inner in between
            from crashes in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Step.Verdict(s, n, b, passed, inner, crashes);
        var refuse = from s in session from n in student from b in back select new Step.RefuseSubmission(s, n, b);
        var timeOut = from s in session from n in student from b in back select new Step.TimeOut(s, n, b);
        var archive =
            from s in session
            from one in between
            from other in between
            select new Step.Archive(s, one, other);

        (int, Gen<Step>)[] steps =
        [
            (12, Make(checkIn)),
            (2, Make(failures)),
            (12, Make(decide)),
            (8, Make(verdict)),
            (1, Make(refuse)),
            (3, Make(timeOut)),
            (3, Gen.Constant<Step>(new Step.SendChecks())),
            (5, Make(from seconds in Gen.Elements(1, 30, 60, 200, 900) select new Step.Advance(seconds))),
            (4, Make(from s in session select new Step.Finish(s))),
            (2, Make(from s in session select new Step.Cancel(s))),
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
