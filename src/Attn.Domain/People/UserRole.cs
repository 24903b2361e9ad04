namespace Attn.Domain;

/// <summary>What a user may do. The names are those of the HTTP contract.</summary>
public enum UserRole
{
    Teacher,
    Student,
}
