using Attn.Api.Features.ClassSessions;

namespace Attn.Api.Features.Decisions;

/// <summary>The record that a teacher decides about.</summary>
/// <param name="StudentNumber">As the teacher typed it.</param>
/// <param name="OnlyAfterEnd">The historical routes: refused while the class session is live.</param>
internal sealed record RecordKey(Guid SessionId, SessionTeacher Teacher, string StudentNumber, bool OnlyAfterEnd);
