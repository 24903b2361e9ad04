using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

internal static class ValidatedOptions
{
    /// <summary>
    /// Options whose properties name environment variables, validated before the program serves its first request.
    /// </summary>
    public static IServiceCollection AddValidatedOptions<TOptions, TValidator>(this IServiceCollection services)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
