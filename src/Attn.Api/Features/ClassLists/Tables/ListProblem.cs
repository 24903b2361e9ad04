namespace Attn.Api.Features.ClassLists.Tables;

/// <param name="Line">Counted from 1 at the top of the file; <c>null</c>: it concerns the whole.</param>
/// <param name="Detail">A sentence for people, with the remedy.</param>
/// <param name="OtherLine">A second line that it is about, such as where a number stands first.</param>
public sealed record ListProblem(ListProblemCode Code, int? Line, string Detail, int? OtherLine = null)
{
    /// <summary>The cells of the line, for people; <c>null</c>: it concerns no single line.</summary>
    public string? Text { get; init; }
}
