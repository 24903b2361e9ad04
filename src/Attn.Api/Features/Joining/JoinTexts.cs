namespace Attn.Api.Features.Joining;

/// <summary>The contract's words about codes and tickets.</summary>
internal static class JoinTexts
{
    public const string WrongCode =
        "This code is not valid any more. Scan the screen again or type the code that it shows now.";
    public const string TooManyWrongCodes = "Too many wrong codes. Please wait a minute, then scan the screen again.";

    public static string WhyRefused(TicketOutcome outcome) =>
        outcome switch
        {
            TicketOutcome.Missing => "This session asks for the code on the screen. Scan it or type it.",
            TicketOutcome.NotValid => "This ticket is not valid any more. Scan the screen again.",
            TicketOutcome.SomebodyElses => "This ticket belongs to somebody else. Scan the screen yourself.",
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
}
