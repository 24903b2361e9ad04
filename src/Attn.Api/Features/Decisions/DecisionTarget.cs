using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>The path of a route about one record, and the teacher who asks.</summary>
internal sealed record DecisionTarget(
    [FromRoute(Name = "id")] Guid Id,
    [FromRoute(Name = "student")] string Student,
    CurrentUser User
)
{
    public RecordKey ToKey(bool onlyAfterEnd) => new(Id, User.Number, Student, onlyAfterEnd);
}
