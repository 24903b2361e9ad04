namespace Attn.Api.Features.Reports;

/// <summary>
/// All students of the report by status; <c>expected</c> counts those on the class list (without one: all).
/// </summary>
public sealed record TotalsResponse(int Expected, int Present, int Late, int Excused, int Absent, int Pending);
