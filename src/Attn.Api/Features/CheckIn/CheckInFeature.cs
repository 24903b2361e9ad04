using Attn.Api.Platform.Options;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.CheckIn;

/// <summary>A student finds a class session, checks in, and looks at the own record.</summary>
internal static class CheckInFeature
{
    public static IServiceCollection AddCheckIn(this IServiceCollection services) =>
        services
            .AddValidatedOptions<NetworkOptions, NetworkOptions.Validator>()
            .AddSingleton(provider =>
                provider
                    .GetRequiredService<IOptions<NetworkOptions>>()
                    .Value.Classroom(provider.GetRequiredService<IHostEnvironment>())
            )
            .AddSingleton<CheckInWriter>()
            .AddSingleton<SelfieCheckIn>()
            .AddSingleton<CheckInService>();

    public static void MapCheckIn(this IEndpointRouteBuilder student)
    {
        SessionLookupEndpoints.Map(student);
        CheckInEndpoints.Map(student);
    }
}
