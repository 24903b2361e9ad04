using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;

namespace Attn.Api.Features.LiveView;

/// <summary>The data of a <c>snapshot</c> event in a teacher's stream.</summary>
internal sealed record TeacherSnapshot(SessionResponse Session, IReadOnlyList<RecordResponse> Records);
