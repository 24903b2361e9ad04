namespace Attn.Domain;

/// <summary>A teacher's decision about one student, at one moment.</summary>
/// <param name="OnlyAfterEnd">For the historical routes: refused while the session is live.</param>
public sealed record TeacherDecision(string TeacherNumber, string StudentNumber, bool OnlyAfterEnd, DateTimeOffset Now);
