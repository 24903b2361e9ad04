namespace Attn.Api.Features.Joining;

/// <summary>The class sessions that a code fits, or the refusal.</summary>
/// <param name="Matches">One for a scanned code, one or more for a typed one, none with a refusal.</param>
/// <param name="RetryAfter">After too many of something, else zero.</param>
internal sealed record JoinResult(IReadOnlyList<JoinMatch> Matches, JoinRefusal? Refusal, TimeSpan RetryAfter)
{
    public static JoinResult WrongCode { get; } = new([], JoinRefusal.WrongCode, TimeSpan.Zero);

    public static JoinResult Of(IReadOnlyList<JoinMatch> matches) => new(matches, Refusal: null, TimeSpan.Zero);

    public static JoinResult TooManyWrongCodes(TimeSpan retryAfter) =>
        new([], JoinRefusal.TooManyWrongCodes, retryAfter);

    public static JoinResult TooManyTickets(TimeSpan retryAfter) => new([], JoinRefusal.TooManyTickets, retryAfter);
}
