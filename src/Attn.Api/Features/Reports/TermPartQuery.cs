using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Wire;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Reports;

/// <summary>Which part of a term a report shows: days in the institution's zone, and students.</summary>
public sealed record TermPartQuery
{
    /// <summary>Students by class sessions; about two megabytes of JSON.</summary>
    private const int DefaultCells = 200_000;

    private const int DefaultInARow = 3;

    internal const string BelowLimit = "below_limit";
    internal const string CannotReach = "cannot_reach";
    internal const string Missed = "missed_in_a_row";

    [
        FromQuery(Name = "from"),
        Description("The first day, such as 2026-02-18. Of a part of the term, what remains is not known.")
    ]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day, inclusive.")]
    public string? To { get; init; }

    [FromQuery(Name = "limit"), Range(1, 10_000)]
    [Description("Students. Default: all in a file; in JSON as many as make 200000 cells with the class sessions.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "after"), PlainText(1, TextLimits.Name), Description("Only numbers after this one.")]
    public string? After { get; init; }

    [FromQuery(Name = "only")]
    [Description(
        "Only these students: whose share is below the limit; who cannot reach it any more; who missed in_a_row class "
            + "sessions in a row. Nobody who is exempt, or not on the class list, is among them. "
            + "cannot_reach goes without from and to."
    )]
    [AllowedValues(
        null,
        BelowLimit,
        CannotReach,
        Missed,
        ErrorMessage = "Use one of below_limit, cannot_reach, missed_in_a_row."
    )]
    public string? Only { get; init; }

    [FromQuery(Name = "in_a_row"), Range(1, 100)]
    [Description("With only=missed_in_a_row: how many class sessions in a row. Default: 3.")]
    public int? InARow { get; init; }

    /// <summary>As numbers are compared: one is shown as the class list writes it. Empty: none.</summary>
    internal string LastSeen => SchoolNumbers.Canonical(After ?? "");

    internal TermFilter Filter => new(Only, InARow ?? DefaultInARow);

    /// <returns><c>null</c>: all of them.</returns>
    internal int? LimitFor(int sessions, bool isFile) =>
        Limit ?? (isFile ? null : Math.Max(1, DefaultCells / Math.Max(1, sessions)));

    /// <returns>What is wrong, or <c>null</c>.</returns>
    internal ProblemHttpResult? Read(out DateOnly? first, out DateOnly? last)
    {
        last = null;
        if (!TryReadDay(From, out first))
            return Problems.Invalid("from", "Use a date such as 2026-02-18.");
        if (!TryReadDay(To, out last))
            return Problems.Invalid("to", "Use a date such as 2026-02-18.");
        // Ignored, it would answer the whole course to somebody who asked for a few.
        if (InARow is not null && Only != Missed)
            return Problems.Invalid("in_a_row", "It goes with only=missed_in_a_row.");
        if (Only == CannotReach && (first ?? last) is not null)
            return Problems.Invalid(
                "only",
                "Who cannot reach the limit any more is known for the whole term only: leave from and to out."
            );
        return last < first ? Problems.Invalid("to", "It must not be before from.") : null;
    }

    private static bool TryReadDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
            return true;
        var isDay = DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var parsed
        );
        day = isDay ? parsed : null;
        // The first and the last day of the calendar can only be typing mistakes.
        return isDay && parsed > DateOnly.MinValue && parsed < DateOnly.MaxValue;
    }
}
