namespace Attn.Domain;

/// <summary>Who decides about which student of which class session.</summary>
/// <param name="OnlyAfterEnd">The historical routes: refused while the session is live.</param>
public sealed record TeacherDecision(string TeacherNumber, string StudentNumber, bool OnlyAfterEnd, DateTimeOffset Now);
