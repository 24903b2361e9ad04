using Attn.Api.Hosting;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Joining;

internal static class JoinServices
{
    public static IServiceCollection AddJoining(this IServiceCollection services) =>
        services
            .AddCheckedOptions<JoinOptions, JoinOptions.Validator>()
            .AddSingleton(provider => new JoinCodes(
                provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys
            ))
            .AddSingleton(provider => new JoinTickets(
                provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys
            ))
            .AddSingleton<TicketDesk>()
            .AddSingleton<WrongCodes>()
            .AddSingleton<JoinService>();
}
