using Attn.Api.Platform.Observability;
using Attn.Api.Platform.Options;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Attn.Api.Platform.Security;

internal static class Cors
{
    private static readonly TimeSpan PreflightLifetime = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddCrossOrigin(this IServiceCollection services) =>
        services.AddCors().AddValidatedOptions<CorsOptions, CorsOptions.Validator>();

    /// <summary>Off unless origins are configured. Tokens travel in a header, so no page may send cookies.</summary>
    public static void UseCrossOrigin(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<CorsOptions>>().Value.Origins;
        if (origins.Length == 0)
            return;
        app.UseCors(policy =>
            policy
                .WithOrigins(origins)
                .WithMethods("GET", "POST", "PUT", "DELETE")
                .WithHeaders(
                    HeaderNames.Authorization,
                    HeaderNames.ContentType,
                    HeaderNames.IfMatch,
                    "Last-Event-ID",
                    "X-Join-Ticket",
                    RequestId.Header
                )
                .WithExposedHeaders(
                    HeaderNames.RetryAfter,
                    HeaderNames.ContentDisposition,
                    HeaderNames.ETag,
                    RequestId.Header
                )
                .SetPreflightMaxAge(PreflightLifetime)
        );
    }
}
