using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Security;

/// <summary>Which other sites' pages may call the API from a browser.</summary>
public sealed class CorsOptions
{
    /// <summary>
    /// Comma-separated origins, such as <c>https://portal.example.edu</c>. Default none: the program's own client needs
    /// none.
    /// </summary>
    [ConfigurationKeyName("CORS_ORIGINS")]
    public string CorsOrigins { get; set; } = "";

    internal string[] Origins =>
        CorsOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal sealed class Validator : IValidateOptions<CorsOptions>
    {
        public ValidateOptionsResult Validate(string? name, CorsOptions options) =>
            options.Origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } invalid
                ? ValidateOptionsResult.Fail(
                    $"CORS_ORIGINS: '{invalid}' is not an origin. Write each one as a browser sends it: "
                        + "https://portal.example.edu, without a path, a final slash or a star."
                )
                : ValidateOptionsResult.Success;

        /// <summary>Browsers' origins are compared letter by letter, so another spelling would never match.</summary>
        private static bool IsOrigin(string origin) =>
            Uri.TryCreate(origin, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.GetLeftPart(UriPartial.Authority) == origin;
    }
}
