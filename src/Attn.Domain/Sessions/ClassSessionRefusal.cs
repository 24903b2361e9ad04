namespace Attn.Domain;

/// <summary>Why a class session was not opened, extended, finished or cancelled.</summary>
public enum ClassSessionRefusal
{
    /// <summary>No such session, or somebody else's.</summary>
    NotFound,

    Ended,

    /// <summary>The window overlaps that of another session of the teacher that has not ended.</summary>
    Overlaps,

    /// <summary>The teacher has <see cref="ClassSessionRules.MaxUnended"/> sessions that have not ended.</summary>
    TooManyPlanned,

    /// <summary>No such course, or the teacher does not teach it.</summary>
    CourseNotFound,

    EndsBeforeStart,

    EndsInThePast,

    TooLong,

    StartsTooFarAhead,

    /// <summary>The session would ask for the network, and the program was told no network.</summary>
    NetworksNotConfigured,

    /// <summary>The session would ask for a face, and nothing can compare faces.</summary>
    FaceChecksNotConfigured,
}
