using Attn.Api.Platform.Options;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Institution;

/// <summary>What the pages and sheets of this installation say of the institution. None of it is secret.</summary>
internal static class InstitutionFeature
{
    public static void MapInstitution(this IEndpointRouteBuilder api) =>
        api.MapGet("/institution", Find)
            .AllowAnonymous()
            .WithTags("System")
            .WithName("findInstitution")
            .WithSummary("The institution's name, as sheets show it, and its time zone.");

    private static Ok<InstitutionResponse> Find(IOptions<InstitutionOptions> options, TimeZoneInfo zone) =>
        TypedResults.Ok(new InstitutionResponse(options.Value.Name, zone.Id));
}
