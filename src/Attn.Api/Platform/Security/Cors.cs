using Attn.Api.Platform.Observability;
using Attn.Api.Platform.Options;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Attn.Api.Platform.Security;

/// <summary>Which other sites' pages may call the API from a browser.</summary>
public sealed class CorsOptions
{
    /// <summary>Comma-separated origins, such as <c>https://portal.example.edu</c>. Default none: the program's own client needs none.</summary>
    [ConfigurationKeyName("CORS_ORIGINS")]
    public string CorsOrigins { get; set; } = "";

    internal string[] Origins =>
        CorsOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal sealed class Validator : IValidateOptions<CorsOptions>
    {
        public ValidateOptionsResult Validate(string? name, CorsOptions options) =>
            options.Origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong
                ? ValidateOptionsResult.Fail(
                    $"CORS_ORIGINS: '{wrong}' is no origin. Name each one exactly, as a browser sends it: https://portal.example.edu, without a path, a final slash or a star."
                )
                : ValidateOptionsResult.Success;

        /// <summary>As browsers write it: compared letter by letter, so another spelling would never match.</summary>
        private static bool IsOrigin(string origin) =>
            Uri.TryCreate(origin, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.GetLeftPart(UriPartial.Authority) == origin;
    }
}

internal static class Cors
{
    private static readonly TimeSpan PreflightLife = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddCrossOrigin(this IServiceCollection services) =>
        services.AddCors().AddValidatedOptions<CorsOptions, CorsOptions.Validator>();

    /// <summary>Off unless origins are named. Tokens travel in a header, so no page may send cookies along.</summary>
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
                    "Last-Event-ID",
                    "X-Join-Ticket",
                    RequestId.Header
                )
                .WithExposedHeaders(HeaderNames.RetryAfter, HeaderNames.ContentDisposition, RequestId.Header)
                .SetPreflightMaxAge(PreflightLife)
        );
    }
}
