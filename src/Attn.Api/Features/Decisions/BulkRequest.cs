using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Wire;

namespace Attn.Api.Features.Decisions;

/// <summary>One decision about many students.</summary>
public sealed record BulkRequest : IValidatableObject
{
    internal const string Fail = "fail";
    private const int Most = 500;

    /// <summary>accept or fail.</summary>
    [Required, AllowedValues("accept", Fail, ErrorMessage = "Use accept or fail.")]
    public string? Action { get; init; }

    /// <summary>Their numbers, 1 to 500.</summary>
    [
        Required,
        MinLength(1, ErrorMessage = "Name at least one student."),
        MaxLength(Most, ErrorMessage = "Name 500 students at most.")
    ]
    public IReadOnlyList<string>? Students { get; init; }

    /// <summary>For fail; the students read it.</summary>
    [PlainText(5, TextLimits.Reason)]
    public string? Reason { get; init; }

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (Action == Fail && Reason is null)
            yield return new("It is required.", [nameof(Reason)]);
        // A number that can be nobody's is looked for in vain like any other; only what is no text at all is a mistake of the program that asks.
        if (Students!.Any(student => student is null))
            yield return new("A number is missing.", [nameof(Students)]);
    }
}

/// <summary>Why a student is excused; the student reads it.</summary>
public sealed record ExcuseRequest
{
    [Required, PlainText(3, TextLimits.Reason)]
    public string? Note { get; init; }

    /// <summary>For a student without a record whose name is not known otherwise.</summary>
    [PlainText(3, TextLimits.Name)]
    public string? StudentFullName { get; init; }
}

/// <summary>What became of each.</summary>
internal sealed record BulkResponse(int Done, int NotFound, IReadOnlyList<BulkResult> Results)
{
    public static BulkResponse Of(
        IReadOnlyList<(string StudentNumber, DecisionOutcome Outcome)> decided,
        DateTimeOffset now
    )
    {
        List<BulkResult> results = [.. decided.Select(each => BulkResult.Of(each.StudentNumber, each.Outcome, now))];
        var done = results.Count(result => result.Record is not null);
        return new(done, results.Count - done, results);
    }
}

internal sealed record BulkResult(string StudentSchoolNumber, string Status, RecordResponse? Record)
{
    public static BulkResult Of(string studentNumber, DecisionOutcome outcome, DateTimeOffset now) =>
        outcome.Value is { } decided
            ? new(studentNumber, "done", RecordResponse.Of(decided, now))
            : new(studentNumber, "not_found", null);
}
