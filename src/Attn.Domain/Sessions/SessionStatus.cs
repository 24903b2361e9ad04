namespace Attn.Domain;

/// <summary>Where a class session stands at a moment.</summary>
public enum SessionStatus
{
    /// <summary>It has not started yet.</summary>
    Planned,

    Live,

    Ended,
}
