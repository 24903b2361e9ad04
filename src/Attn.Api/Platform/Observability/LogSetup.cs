using System.Diagnostics;

namespace Attn.Api.Platform.Observability;

internal static class LogSetup
{
    // The host's own source of activities, which give the log lines of a request their trace.
    private const string Host = "Microsoft.AspNetCore";

    /// <summary>
    /// In Development lines for people; everywhere else one JSON object a line, with its scopes (the request's id and
    /// trace) and times in UTC.
    /// </summary>
    public static void UseLogFormat(this WebApplicationBuilder builder)
    {
        builder.Logging.KeepAddressesOut();
        if (builder.Environment.IsDevelopment())
            return;
        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }

    /// <summary>
    /// Addresses hold people's names (?teacher_name=…) and codes (/join/…). So the parts of the framework that log
    /// addresses are silent at every level; RequestId logs the route instead.
    /// </summary>
    private static void KeepAddressesOut(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Routing.Matching", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Warning);
        // The host makes activities only for a log that it may write to, or for a listener.
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = source => source.Name == Host,
                Sample = (ref _) => ActivitySamplingResult.PropagationData,
            }
        );
    }
}
