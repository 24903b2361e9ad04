namespace Attn.Domain;

/// <summary>What a course's rule makes of an excused absence.</summary>
public enum ExcusedRule
{
    /// <summary>The class session does not count for the student.</summary>
    Neutral,

    /// <summary>As if the student had been there.</summary>
    Attended,

    /// <summary>As any other absence.</summary>
    Absent,
}
