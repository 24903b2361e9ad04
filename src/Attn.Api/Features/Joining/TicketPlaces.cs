using System.Globalization;
using Attn.Api.Platform.Limits;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Catalogue;
using Attn.Storage.Limits;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>
/// Counts the tickets without an owner that one code gave to one place: an address, or a user whose ticket cannot have
/// an owner yet. A ticket carries its place, so nothing is stored but the count. See docs/decisions/0162.
/// </summary>
internal sealed class TicketPlaces(
    IRateCounter counter,
    RateKeys keys,
    RateLimits limits,
    ClassListStore lists,
    IOptions<JoinOptions> options
)
{
    /// <summary>
    /// So many phones in a room may send the same code before anybody signs in; more where the class list is longer.
    /// </summary>
    private const int MaxExplained = 20;

    private const string Limit = "code-tickets";

    /// <summary>A code lives for less than a minute, and its last ticket until then.</summary>
    private TimeSpan Window => options.Value.TicketLifetime + TimeSpan.FromMinutes(1);

    public ulong PlaceOf(Guid sessionId, JoinCode code, JoinCaller caller)
    {
        var text = code.Match(
            scanned => Convert.ToHexStringLower(scanned.Mac.Span),
            typed => typed.Characters,
            unreadable => ""
        );
        var key = keys.Of(Limit, [$"{sessionId}", text, caller.UserNumber ?? "", caller.Address]);
        return ulong.Parse(key.AsSpan(Limit.Length + 1, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>Counts one more ticket; <c>false</c>: the place has had enough for this code.</summary>
    public async Task<bool> TryTakeAsync(ulong place, CancellationToken cancellationToken)
    {
        if (limits.AreOff)
            return true;
        var max = limits.Scale(options.Value.TicketsPerCodeAndAddress);
        return (await counter.TakeAsync(KeyOf(place), max, Window, cancellationToken)).IsAllowed;
    }

    /// <summary>Whether more tickets went to this place than there are students in the room.</summary>
    public async Task<bool> IsCrowdedAsync(ClassSession session, ulong place, CancellationToken cancellationToken)
    {
        if (limits.AreOff || await HasAtMostAsync(place, MaxExplained, cancellationToken))
            return false;
        try
        {
            var expected = await lists.ReadExpectedAsync(session, cancellationToken);
            return expected.Students.Count <= MaxExplained
                || !await HasAtMostAsync(place, expected.Students.Count, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Without the class list nobody knows the room; the flag is not worth an error.
            return false;
        }
    }

    private async Task<bool> HasAtMostAsync(ulong place, int count, CancellationToken cancellationToken) =>
        (await counter.PeekAsync(KeyOf(place), count + 1, Window, cancellationToken)).IsAllowed;

    private static string KeyOf(ulong place) => string.Create(CultureInfo.InvariantCulture, $"{Limit}:{place:x16}");
}
