using System.ComponentModel;

namespace Attn.Api.Features.Institution;

internal sealed record InstitutionResponse(
    [property: Description("Null where the installation does not say.")] string? Name,
    [property: Description("IANA name, such as Europe/Istanbul.")] string TimeZone
);
