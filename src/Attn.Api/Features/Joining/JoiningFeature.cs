using Attn.Api.Platform.Options;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

internal static class JoiningFeature
{
    public static IServiceCollection AddJoining(this IServiceCollection services) =>
        services
            .AddValidatedOptions<JoinOptions, JoinOptions.Validator>()
            .AddSingleton(provider => new JoinCodes(
                provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys
            ))
            .AddSingleton(provider => new JoinTickets(
                provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys
            ))
            .AddSingleton<JoinTicketService>()
            .AddSingleton<WrongCodes>()
            .AddSingleton<JoinService>();
}
