using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>What a listener is told. Closed.</summary>
public abstract record LiveChange
{
    private LiveChange() { }

    /// <summary>A record was written; its version is the session's after that.</summary>
    public sealed record Record(AttendanceRecord Written) : LiveChange;

    /// <summary>The session's window was changed.</summary>
    public sealed record Session(ClassSession Written) : LiveChange;

    /// <summary>Changes may have gone unheard: read the store again.</summary>
    public sealed record Missed : LiveChange
    {
        internal static readonly Missed Instance = new();
    }
}
