using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

/// <summary>A course of one term.</summary>
internal sealed record CourseRow
{
    public required Guid Id { get; init; }

    public required Guid TermId { get; init; }

    /// <summary>The teacher who made it. Of one owner, term and section, a name is there once.</summary>
    public required string OwnerNumber { get; init; }

    /// <summary>As the teacher wrote it.</summary>
    public required string Name { get; init; }

    /// <summary><see cref="Names.LessonKey"/> of the name.</summary>
    public required string NameKey { get; init; }

    public string? Code { get; init; }

    /// <summary>Empty: the course has one section only.</summary>
    public required string Section { get; init; }

    public required CourseKind Kind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last write to the course, its policy or its class list.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
