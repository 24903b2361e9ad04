using Attn.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Attn.Api.CheckIn;

internal static class CheckInServices
{
    public static IServiceCollection AddCheckIn(this IServiceCollection services) =>
        services
            .AddCheckedOptions<NetworkOptions, NetworkOptions.Validator>()
            .AddSingleton(provider =>
                provider
                    .GetRequiredService<IOptions<NetworkOptions>>()
                    .Value.Classroom(provider.GetRequiredService<IHostEnvironment>())
            )
            .AddSingleton<CheckInService>();
}
