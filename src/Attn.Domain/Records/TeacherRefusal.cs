namespace Attn.Domain;

/// <summary>Why a decision by hand was not made.</summary>
public enum TeacherRefusal
{
    /// <summary>No such session, or somebody else's.</summary>
    SessionNotFound,

    RecordNotFound,

    NothingToUndo,

    StillLive,

    /// <summary>There is no record yet, and to make one the student's name must be known.</summary>
    NameNeeded,

    /// <summary>The student's number belongs to a teacher.</summary>
    NumberIsTeachers,
}
