namespace Attn.Domain;

/// <summary>A teacher's decision about one student, at one moment.</summary>
/// <param name="TeacherNumber">The session's teacher.</param>
/// <param name="OnlyAfterEnd">For the historical routes: refused while the session is live.</param>
public sealed record TeacherDecision(string TeacherNumber, string StudentNumber, bool OnlyAfterEnd, DateTimeOffset Now)
{
    /// <summary>Who decides, for the audit trail: the session's teacher, or a colleague in the course.</summary>
    public string Actor { get; init; } = TeacherNumber;
}
