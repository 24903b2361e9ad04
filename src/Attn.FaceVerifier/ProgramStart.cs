using Attn.Faces;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier;

/// <summary>Starts the program, or explains why it cannot start.</summary>
internal static class ProgramStart
{
    /// <summary>Runs the program. What prevents the start is explained without a stack trace.</summary>
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
        var lines = problems.Select(problem => $"  {problem}").Prepend("The face verifier cannot start:");
        await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, lines));
        return 1;
    }
}
