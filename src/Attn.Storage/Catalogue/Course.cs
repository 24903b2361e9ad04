using Attn.Domain;

namespace Attn.Storage.Catalogue;

/// <summary>What a teacher's class sessions of one lesson have in common over the term.</summary>
/// <param name="Name">As the teacher wrote it last, in the plan or, without one, in a class session.</param>
public sealed record Course(string Name, CoursePlan Plan)
{
    /// <summary>Class sessions in the archive. A live one is not among them.</summary>
    public required int HeldSessions { get; init; }

    /// <summary>The start of the latest of them.</summary>
    public required DateTimeOffset? LastHeldAt { get; init; }

    public required bool HasClassList { get; init; }

    /// <summary>Students on the class list or, without one, with a record.</summary>
    public required int StudentCount { get; init; }
}
