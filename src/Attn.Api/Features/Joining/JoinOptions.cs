using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>Where the links in QR codes lead.</summary>
public sealed class JoinOptions
{
    /// <summary>
    /// The address under which students reach the program, such as <c>https://attn.example.edu</c>. Default: the one
    /// that the teacher's request used.
    /// </summary>
    [ConfigurationKeyName("PUBLIC_BASE_URL")]
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>The link in a QR code.</summary>
    internal string LinkTo(string code, HttpRequest request)
    {
        var baseUrl =
            PublicBaseUrl.Length > 0
                ? PublicBaseUrl.TrimEnd('/')
                : $"{request.Scheme}://{request.Host}{request.PathBase}";
        return $"{baseUrl}/join/{code}";
    }

    internal sealed class Validator : IValidateOptions<JoinOptions>
    {
        public ValidateOptionsResult Validate(string? name, JoinOptions options) =>
            options.PublicBaseUrl.Length == 0
            || (
                Uri.TryCreate(options.PublicBaseUrl, UriKind.Absolute, out var url)
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
                && url.Query.Length == 0
                && url.Fragment.Length == 0
                && url.UserInfo.Length == 0
            )
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    "PUBLIC_BASE_URL must be the address under which students reach this program, such as "
                        + "https://attn.example.edu, without a query."
                );
    }
}
