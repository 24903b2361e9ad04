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
            var program = build();
            // Before anything is created that reads a setting: every wrong one is named, not only the first.
            program.Services.GetRequiredService<IStartupValidator>().Validate();
            await program.RunAsync();
            return 0;
        }
        catch (Exception refused) when (StartProblems.Of(refused) is { } problems)
        {
            return await ExplainAsync(problems);
        }
    }

    private static async Task<int> ExplainAsync(string[] problems)
    {
        await Console.Error.WriteLineAsync("ATTN cannot start:");
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync($"  {problem}");
        return 1;
    }
}
