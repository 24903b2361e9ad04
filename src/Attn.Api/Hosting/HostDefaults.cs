namespace Attn.Api.Hosting;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:8000";

    // A selfie with its form; routes that take less bound it further.
    private const long MaxBodyBytes = 9 * 1024 * 1024;

    public static void UseHostDefaults(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        // ProgramStart says what is wrong; the host would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
    }
}
