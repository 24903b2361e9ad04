namespace Attn.Api.Features.LiveView;

/// <summary>The data of a <c>removed</c> event: the student whose record was removed.</summary>
internal sealed record RemovedResponse(string StudentSchoolNumber);
