using System.Diagnostics.CodeAnalysis;

namespace Attn.Domain;

/// <summary>What a rule answered: a value, or the reason why there is none. Exactly one of the two is set.</summary>
public sealed record Outcome<TValue, TRefusal>
    where TValue : class
    where TRefusal : struct, Enum
{
    private Outcome(TValue? value, TRefusal? refusal) => (Value, Refusal) = (value, refusal);

    public TValue? Value { get; }

    public TRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    [SuppressMessage("Usage", "CA2225", Justification = "A rule returns its value or its refusal as it is.")]
    public static implicit operator Outcome<TValue, TRefusal>(TValue value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "A rule returns its value or its refusal as it is.")]
    public static implicit operator Outcome<TValue, TRefusal>(TRefusal refusal) => new(null, refusal);
}
