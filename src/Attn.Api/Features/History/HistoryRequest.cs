using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Wire;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.History;

/// <summary>Which past class sessions are listed.</summary>
public sealed record HistoryRequest
{
    [FromQuery(Name = "limit"), Range(1, 1000), Description("Default: 200.")]
    public int? Limit { get; init; }

    internal int LimitOrDefault => Limit ?? 200;

    [FromQuery(Name = "before"), Description("Only sessions that started before this time.")]
    public string? Before { get; init; }

    [
        FromQuery(Name = "before_id"),
        Description("With before: of the sessions that started at that time, those after this one are listed, too.")
    ]
    public Guid? BeforeId { get; init; }

    [FromQuery(Name = "lesson_name"), PlainText(1, TextLimits.Name)]
    public string? LessonName { get; init; }
}
