using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Attn.Api.Platform.Startup;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:8000";

    // For JSON and short forms: 500 student numbers at most. Routes that take pictures or class lists set their own
    // limit.
    private const long MaxBodyBytes = 256 * 1024;

    // JSON is read to its end whatever the time limit says, so the rate bounds it: two minutes at most.
    private static readonly MinDataRate MinBodyRate = new(bytesPerSecond: 2048, gracePeriod: TimeSpan.FromSeconds(10));

    public static void UseHostDefaults(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MinRequestBodyDataRate = MinBodyRate;
        });
        // ProgramStart explains what is wrong; the host would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
    }
}
