using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>What a subscriber of a class session receives. Closed.</summary>
public abstract record LiveChange
{
    private LiveChange() { }

    /// <summary>A record was written; its version is the class session's after that.</summary>
    public sealed record Record(AttendanceRecord Written) : LiveChange;

    /// <summary>The class session itself was changed.</summary>
    public sealed record Session(ClassSession Written) : LiveChange;

    /// <summary>Changes may have been missed: read the store again.</summary>
    public sealed record Missed : LiveChange
    {
        internal static readonly Missed Instance = new();
    }
}
