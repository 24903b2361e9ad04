using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>What a subscriber of a class session receives.</summary>
public abstract record LiveChange
{
    private LiveChange() { }

    public abstract T Match<T>(
        Func<Record, T> record,
        Func<Session, T> session,
        Func<Missed, T> missed,
        Func<Roster, T> roster
    );

    /// <summary>A record was written; its version is the class session's after that.</summary>
    public sealed record Record(AttendanceRecord Written) : LiveChange
    {
        public override T Match<T>(
            Func<Record, T> record,
            Func<Session, T> session,
            Func<Missed, T> missed,
            Func<Roster, T> roster
        ) => record(this);
    }

    /// <summary>The class session itself was changed.</summary>
    public sealed record Session(ClassSession Written) : LiveChange
    {
        public override T Match<T>(
            Func<Record, T> record,
            Func<Session, T> session,
            Func<Missed, T> missed,
            Func<Roster, T> roster
        ) => session(this);
    }

    /// <summary>Changes may have been missed: read the store again.</summary>
    public sealed record Missed : LiveChange
    {
        internal static readonly Missed Instance = new();

        public override T Match<T>(
            Func<Record, T> record,
            Func<Session, T> session,
            Func<Missed, T> missed,
            Func<Roster, T> roster
        ) => missed(this);
    }

    /// <summary>No record was changed, but names or the class list: the roster looks different.</summary>
    public sealed record Roster : LiveChange
    {
        internal static readonly Roster Instance = new();

        public override T Match<T>(
            Func<Record, T> record,
            Func<Session, T> session,
            Func<Missed, T> missed,
            Func<Roster, T> roster
        ) => roster(this);
    }
}
