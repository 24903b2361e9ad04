using Attn.Api.Platform.Options;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>The code on the screen, and the ticket that proves a student has seen it. See docs/joining.md.</summary>
internal static class JoiningFeature
{
    public static IServiceCollection AddJoining(this IServiceCollection services) =>
        services
            .AddValidatedOptions<JoinOptions, JoinOptions.Validator>()
            .AddSingleton(provider => new JoinCodes(SecretsOf(provider)))
            .AddSingleton(provider => new JoinTickets(SecretsOf(provider)))
            .AddSingleton<JoinTicketService>()
            .AddSingleton<JoinCodeService>()
            .AddSingleton<WrongCodes>()
            .AddSingleton<TicketPlaces>()
            .AddSingleton<JoinService>();

    public static void MapJoining(
        this IEndpointRouteBuilder api,
        IEndpointRouteBuilder teacher,
        IEndpointRouteBuilder student
    )
    {
        JoinEndpoints.Map(api);
        JoinCodeEndpoints.Map(teacher);
        TicketEndpoints.Map(student);
    }

    private static string[] SecretsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys;
}
