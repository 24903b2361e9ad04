namespace Attn.Domain;

/// <summary>
/// The time step that a join code belongs to. Steps are counted from 1970, so that all replicas agree on them.
/// </summary>
public readonly record struct JoinStep(long Number)
{
    /// <summary>How long a code is shown.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    public JoinStep Previous => new(Number - 1);

    /// <summary>From here on the next code is shown.</summary>
    public DateTimeOffset End => DateTimeOffset.UnixEpoch + ((Number + 1) * Length);

    /// <summary>
    /// From here on the code is refused: whoever scanned it at the last moment has another step's time to send it.
    /// </summary>
    public DateTimeOffset ValidUntil => End + Length;

    public static JoinStep At(DateTimeOffset now) => new((long)Math.Floor((now - DateTimeOffset.UnixEpoch) / Length));

    /// <summary>Whole seconds until the next code, 1 to 15.</summary>
    public int SecondsLeft(DateTimeOffset now) => (int)Math.Ceiling((End - now).TotalSeconds);
}
