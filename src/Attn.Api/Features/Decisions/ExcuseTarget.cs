using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Decisions;

/// <summary>As <see cref="DecisionTarget"/>, but the student may have no record yet, so the number must be a possible one.</summary>
internal sealed record ExcuseTarget(
    [FromRoute(Name = "id")] Guid Id,
    [FromRoute(Name = "student"), SchoolNumber] string Student,
    CurrentUser User
)
{
    public RecordKey ToKey() => new(Id, User.Number, Student, OnlyAfterEnd: false);
}
