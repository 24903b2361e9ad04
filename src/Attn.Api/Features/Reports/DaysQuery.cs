using System.ComponentModel;
using System.Globalization;
using Attn.Api.Platform.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.Reports;

/// <summary>The days of a report, in the institution's zone.</summary>
internal sealed record DaysQuery
{
    [FromQuery(Name = "from"), Description("The first day, such as 2026-02-18.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day, inclusive.")]
    public string? To { get; init; }

    /// <returns>What is wrong with the days, or <c>null</c>.</returns>
    public ProblemHttpResult? Read(out DateOnly? first, out DateOnly? last)
    {
        last = null;
        if (!TryReadDay(From, out first))
            return Problems.Invalid("from", "Use a date such as 2026-02-18.");
        if (!TryReadDay(To, out last))
            return Problems.Invalid("to", "Use a date such as 2026-02-18.");
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
