namespace Attn.Api.Features.LiveView;

/// <summary>The data of a <c>removed</c> event: the student whose record was removed.</summary>
/// <param name="Version">As in a record: what is older does not bring the record back.</param>
internal sealed record RemovedResponse(string StudentSchoolNumber, long Version);
