using Attn.Domain;

namespace Attn.Testing;

/// <summary>What a rule answered. Compiled into each test project that asks rules.</summary>
internal static class OutcomeAssert
{
    public static TValue Succeeded<TValue, TRefusal>(Outcome<TValue, TRefusal>? outcome)
        where TValue : class
        where TRefusal : struct, Enum
    {
        Assert.NotNull(outcome);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    public static void Refused<TValue, TRefusal>(TRefusal expected, Outcome<TValue, TRefusal>? outcome)
        where TValue : class
        where TRefusal : struct, Enum
    {
        Assert.NotNull(outcome);
        Assert.Equal(expected, outcome.Refusal);
    }

    public static void HasStatus(VerdictStatus expected, VerdictOutcome? outcome) =>
        Assert.Equal(expected, outcome?.Status);
}
