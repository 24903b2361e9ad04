using Attn.Storage;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Startup;

internal static class ProgramStart
{
    /// <summary>
    /// Builds and runs the program. A setting or a store that it cannot use is explained with the remedy, not with a
    /// stack trace.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunOrExplainAsync(Func<WebApplication> build)
    {
        try
        {
            await build().RunAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            return await ExplainAsync([.. invalid.Failures]);
        }
        catch (Exception refused)
            when (refused is StoreUnavailableException or StartRefusedException or FormatException or IOException)
        {
            return await ExplainAsync(refused.Message);
        }
    }

    private static async Task<int> ExplainAsync(params string[] problems)
    {
        await Console.Error.WriteLineAsync("ATTN cannot start:");
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync($"  {problem}");
        return 1;
    }
}
