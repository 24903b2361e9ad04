namespace Attn.Api.Platform.Startup;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:8000";

    public static void UseHostDefaults(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)))
            builder.WebHost.UseUrls(DefaultUrl);
        // ProgramStart explains what is wrong; the host would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
    }
}
