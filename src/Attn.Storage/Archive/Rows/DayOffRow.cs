namespace Attn.Storage.Archive.Rows;

/// <summary>A day on which a course is not taught.</summary>
internal sealed record DayOffRow
{
    public required Guid CourseId { get; init; }

    public required DateOnly Day { get; init; }
}
