using System.ComponentModel;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>How a class list was read, what is wrong with it, and what it changes.</summary>
public sealed record ClassListPreviewResponse
{
    public required ListSource Source { get; init; }

    [Description("Empty for JSON.")]
    public required IReadOnlyList<ColumnResponse> Columns { get; init; }

    [Description("Every line that was left out, with the reason.")]
    public required IReadOnlyList<SkippedLine> Skipped { get; init; }

    [Description("The lines without a problem, in their order.")]
    public required IReadOnlyList<ReadStudentResponse> Students { get; init; }

    [Description("The first 200, by their lines. With any, the list is not saved.")]
    public required IReadOnlyList<ListProblem> Problems { get; init; }

    [Description("All of them, also those that are not listed.")]
    public required int ProblemCount { get; init; }

    [Description("What a person should look at; the list can be saved. The first 200.")]
    public required IReadOnlyList<ListProblem> Warnings { get; init; }

    public required IReadOnlyList<ListedResponse> Added { get; init; }

    public required IReadOnlyList<ListedResponse> Removed { get; init; }

    public required IReadOnlyList<RenamedResponse> Renamed { get; init; }

    [Description("Their names stay; group, days, exemption or the spelling of the number change.")]
    public required IReadOnlyList<ChangedResponse> Changed { get; init; }

    [Description("Students who stay as they are. Nobody is in two of the five classes.")]
    public required int Unchanged { get; init; }
}
