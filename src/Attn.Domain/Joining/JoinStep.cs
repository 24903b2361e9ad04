namespace Attn.Domain;

/// <summary>
/// The time step that a join code belongs to. Steps are counted from 1970, so that all replicas agree on them.
/// </summary>
public readonly record struct JoinStep(long Number)
{
    /// <summary>How long a code is shown.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    public JoinStep Previous => new(Number - 1);

    /// <summary>The next code is shown from this moment on.</summary>
    public DateTimeOffset End => DateTimeOffset.UnixEpoch + ((Number + 1) * Length);

    /// <summary>
    /// The code is refused from this moment on. Whoever scanned it at the last moment has one more step to send it.
    /// </summary>
    public DateTimeOffset ValidUntil => End + Length;

    public static JoinStep At(DateTimeOffset now) => new((long)Math.Floor((now - DateTimeOffset.UnixEpoch) / Length));

    /// <summary>Whole seconds until the next code, 1 to 15.</summary>
    public int SecondsLeft(DateTimeOffset now) => (int)Math.Ceiling((End - now).TotalSeconds);
}
