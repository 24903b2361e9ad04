using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;
using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>A class list as it was read, before it is compared with the one that is there.</summary>
internal sealed record ReadList(ListSource Source)
{
    public const int MaxStudents = 5000;

    public IReadOnlyList<ColumnResponse> Columns { get; init; } = [];

    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];

    /// <summary>Each number once; the lines with a problem are not among them.</summary>
    public IReadOnlyList<ReadEntry> Entries { get; init; } = [];

    public IReadOnlyList<ListProblem> Problems { get; init; } = [];

    public IReadOnlyList<ListProblem> Warnings { get; init; } = [];

    public bool IsJson => Source.Kind == ListKind.Json;

    /// <summary>What this list does to the one that is there. Preview and replacement both ask here.</summary>
    public ClassListUpdate Against(IReadOnlyList<Enrolment> before) => ClassListUpdate.Of(this, before);
}

internal readonly record struct ReadEntry(int Line, ClassListEntry Entry);
