namespace Attn.Api.Observability;

internal static class LogSetup
{
    /// <summary>In Development lines for people; everywhere else one JSON object a line, with its scopes (the request's id and trace) and times in UTC.</summary>
    public static void UseLogFormat(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
            return;
        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
