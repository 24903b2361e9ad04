using Attn.Storage;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Startup;

/// <summary>Explains settings and stores that the program cannot use.</summary>
internal static class StartProblems
{
    /// <returns>What is wrong, with the remedy; <c>null</c>: the exception is a bug.</returns>
    public static string[]? Of(Exception exception) =>
        exception switch
        {
            OptionsValidationException invalid => [.. invalid.Failures],
            // Several options are invalid.
            AggregateException { InnerExceptions: var all } when all.All(each => each is OptionsValidationException) =>
            [
                .. all.SelectMany(each => Of(each)!),
            ],
            StoreUnavailableException or StartRefusedException or FormatException or IOException => [exception.Message],
            _ => null,
        };
}
