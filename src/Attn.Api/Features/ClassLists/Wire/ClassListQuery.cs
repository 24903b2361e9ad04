using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>How a class list is to be read.</summary>
public sealed record ClassListQuery
{
    [FromQuery(Name = "columns")]
    [Description(
        "Such as number:1,name:2,surname:3: what the columns hold, places from 1. Roles: number, name, surname, group, "
            + "ignored. With number and name the other columns are ignored; without one of them, it is recognised "
            + "among the other columns."
    )]
    public string? Columns { get; init; }

    [FromQuery(Name = "sheet"), Range(1, 1000)]
    [Description("Which of the worksheets in source.sheets, from 1. Default: the first with a list.")]
    public int? Sheet { get; init; }
}
