namespace Attn.Domain;

/// <summary>The kind of a course, which decides how much of it a student has to attend.</summary>
public enum CourseKind
{
    Theory,
    Practice,
}
