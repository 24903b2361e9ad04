namespace Attn.Domain;

/// <summary>The state of a class session at a moment.</summary>
public enum SessionStatus
{
    /// <summary>It has not started yet.</summary>
    Planned,

    Live,

    Ended,

    /// <summary>It counts for nobody.</summary>
    Cancelled,
}
