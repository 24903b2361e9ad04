using Microsoft.Extensions.Logging;

namespace Attn.Aksis;

/// <summary>What is logged of the portal: steps and what was missing, never a name, a number, an address with a query, or a picture.</summary>
internal static partial class PortalLog
{
    [LoggerMessage(
        EventId = 5001,
        Level = LogLevel.Warning,
        Message = "A sign-in failed because the portal did: at {Step} there was not {Missing}."
    )]
    public static partial void SignInFailed(this ILogger logger, SignInStep step, string missing);

    [LoggerMessage(
        EventId = 5002,
        Level = LogLevel.Information,
        Message = "A student signed in without photo or schedule: at {Step} there was not {Missing}."
    )]
    public static partial void PartMissing(this ILogger logger, SignInStep step, string missing);

    [LoggerMessage(
        EventId = 5003,
        Level = LogLevel.Error,
        Message = "The portal is down: sign-ins are refused at once for {Seconds} s."
    )]
    public static partial void CircuitOpened(this ILogger logger, double seconds);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Information, Message = "The portal answers again.")]
    public static partial void CircuitClosed(this ILogger logger);

    [LoggerMessage(
        EventId = 5005,
        Level = LogLevel.Warning,
        Message = "Demo accounts with a public password are on outside Development. Set DEMO_MODE=false unless this is a demonstration."
    )]
    public static partial void DemoOutsideDevelopment(this ILogger logger);
}
