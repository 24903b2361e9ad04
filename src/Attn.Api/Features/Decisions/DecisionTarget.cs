using Attn.Api.Features.ClassSessions;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>The path of a route about one record, and the teacher who asks.</summary>
internal sealed record DecisionTarget(
    [FromRoute(Name = "id")] Guid Id,
    [FromRoute(Name = "student")] string Student,
    SessionTeacher Teacher
)
{
    public RecordKey ToKey(bool onlyAfterEnd) => new(Id, Teacher, Student, onlyAfterEnd);
}
