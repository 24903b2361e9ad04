using Attn.Storage;
using Microsoft.Extensions.Options;

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
        // RunOrExplainAsync says what is wrong; the host would add a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>Runs the program; a wrong setting ends it with the variable's name and the remedy instead of a stack trace.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            await Console.Error.WriteLineAsync($"ATTN cannot start:{Environment.NewLine}{string.Join(Environment.NewLine, invalid.Failures.Select(failure => $"  {failure}"))}");
            return 1;
        }
        catch (StoreUnavailableException away)
        {
            await Console.Error.WriteLineAsync($"ATTN cannot start: {away.Message}");
            return 1;
        }
    }
}
