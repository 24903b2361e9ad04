using Microsoft.Extensions.Logging;

namespace Attn.Aksis;

/// <summary>
/// Log messages about the portal. They name steps and what was missing, never a name, a number, a picture, or an
/// address with a query.
/// </summary>
internal static partial class PortalLog
{
    [LoggerMessage(
        EventIds.SignInFailed,
        LogLevel.Warning,
        "A sign-in at the portal failed at step {Step}: missing {Missing}."
    )]
    public static partial void SignInFailed(this ILogger logger, SignInStep step, string missing);

    [LoggerMessage(
        EventIds.PortalBusy,
        LogLevel.Warning,
        "Sign-ins got no turn at the portal: {Refused} since the last such line. "
            + "See AKSIS_MAX_CONCURRENT_SIGN_INS in docs/operations.md."
    )]
    public static partial void PortalBusy(this ILogger logger, int refused);

    [LoggerMessage(
        EventIds.PartMissing,
        LogLevel.Information,
        "A student signed in without a photo or schedule: at step {Step}, missing {Missing}."
    )]
    public static partial void PartMissing(this ILogger logger, SignInStep step, string missing);

    [LoggerMessage(
        EventIds.CircuitOpened,
        LogLevel.Error,
        "The portal is down: sign-ins are refused immediately for {Seconds} s."
    )]
    public static partial void CircuitOpened(this ILogger logger, double seconds);

    [LoggerMessage(EventIds.CircuitClosed, LogLevel.Information, "The portal answers again.")]
    public static partial void CircuitClosed(this ILogger logger);

    [LoggerMessage(
        EventIds.DemoOutsideDevelopment,
        LogLevel.Warning,
        "Demo accounts with a published password are enabled outside Development. "
            + "Set DEMO_MODE=false unless this is a demonstration."
    )]
    public static partial void DemoOutsideDevelopment(this ILogger logger);
}
