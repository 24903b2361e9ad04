namespace Attn.Api.Features.Reports;

/// <summary>Which students a term report lists: all, or those for whom attendance has consequences.</summary>
/// <param name="Only">A word of <see cref="TermPartQuery"/>; <c>null</c>: all of them.</param>
/// <param name="InARow">How many class sessions in a row somebody has to have missed.</param>
internal sealed record TermFilter(string? Only, int InARow)
{
    public bool IsForAll => Only is null;

    /// <summary>
    /// No limit applies to an exempt student, nor to somebody who is not on the class list, and nobody has to look
    /// after the absences of either.
    /// </summary>
    public bool Lists(TermStudentResponse student) =>
        IsForAll
        || !student.Sum.Exempt
            && student.Enrolled is not false
            && Only switch
            {
                TermPartQuery.BelowLimit => student.IsBelowLimit,
                TermPartQuery.CannotReach => student.CanStillReach is false,
                _ => student.MissedInARow >= InARow,
            };
}
