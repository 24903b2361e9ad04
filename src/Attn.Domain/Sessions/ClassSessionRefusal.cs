namespace Attn.Domain;

/// <summary>Why a class session was not opened, extended or finished.</summary>
public enum ClassSessionRefusal
{
    /// <summary>No such session, or somebody else's.</summary>
    NotFound,

    Ended,

    /// <summary>No such course, or the teacher does not teach it.</summary>
    CourseNotFound,

    /// <summary>The teacher has another active session.</summary>
    AlreadyActive,

    EndsBeforeStart,

    EndsInThePast,

    TooLong,

    StartsTooFarAhead,

    /// <summary>The session would ask for the network, and the program was told no network.</summary>
    NetworksNotConfigured,

    /// <summary>The session would ask for a face, and nothing can compare faces.</summary>
    FaceChecksNotConfigured,
}
