using Attn.Api.Platform.Options;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.CheckIn;

/// <summary>A student finds a class session, checks in, and looks at the own record.</summary>
internal static class CheckInFeature
{
    public static IServiceCollection AddCheckIn(this IServiceCollection services) =>
        services
            .AddSingleton<UploadMemory>()
            .AddSingleton<SelfieTurns>()
            .AddSingleton<CheckInWriter>()
            .AddSingleton(provider => new SelfieMarker(
                provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys
            ))
            .AddSingleton<SelfieHistory>()
            .AddSingleton<SelfieCheckIn>()
            .AddSingleton<CheckInService>();

    public static void MapCheckIn(this IEndpointRouteBuilder student)
    {
        SessionLookupEndpoints.Map(student);
        CheckInEndpoints.Map(student);
    }
}
