using Microsoft.Extensions.Options;

namespace Attn.Api.Hosting;

internal static class OptionsSetup
{
    /// <summary>Options whose properties name environment variables, checked before the program serves its first request.</summary>
    public static IServiceCollection AddCheckedOptions<TOptions, TValidator>(this IServiceCollection services)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration("").ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
