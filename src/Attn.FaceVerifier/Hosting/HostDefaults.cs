using Attn.Faces;
using Attn.FaceVerifier.Verification;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Hosting;

internal static class HostDefaults
{
    private const string DefaultUrl = "http://localhost:8001";
    private const int MaxConnections = 256;

    public static void UseHostDefaults(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = VerificationForm.MaxBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>Runs the program; what keeps it from starting ends it with words instead of a stack trace.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        if (FaceEngineAvailability.Check() is { IsAvailable: false } unavailable)
            return await ExplainAsync([unavailable.Detail]);
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            return await ExplainAsync(invalid.Failures);
        }
    }

    private static async Task<int> ExplainAsync(IEnumerable<string> problems)
    {
        await Console.Error.WriteLineAsync(
            $"The face verifier cannot start:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => $"  {problem}"))}"
        );
        return 1;
    }
}
