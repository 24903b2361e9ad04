namespace Attn.Domain;

/// <summary>What a course's rule counts.</summary>
public enum CountedUnit
{
    /// <summary>Every class session counts one.</summary>
    Sessions,

    /// <summary>A class session counts its hours.</summary>
    Hours,
}
