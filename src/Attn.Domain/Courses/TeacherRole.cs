namespace Attn.Domain;

/// <summary>What somebody may do in a course.</summary>
public enum TeacherRole
{
    /// <summary>Made the course; adds and removes colleagues.</summary>
    Owner,

    /// <summary>Opens, sees and decides as the owner does, and sets the policy.</summary>
    Teacher,

    /// <summary>As a teacher, but changes neither policy nor teachers.</summary>
    Assistant,
}
