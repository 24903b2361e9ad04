using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Joining;

/// <summary>Where the links in QR codes lead, and what a code is worth.</summary>
public sealed class JoinOptions
{
    /// <summary>
    /// The address under which students reach the program, such as <c>https://attn.example.edu</c>. Default: the one
    /// that the teacher's request used.
    /// </summary>
    [ConfigurationKeyName("PUBLIC_BASE_URL")]
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>Seconds within which a ticket must find its owner, 30 to 3600.</summary>
    [ConfigurationKeyName("JOIN_TICKET_SECONDS")]
    public int TicketSeconds { get; set; } = 180;

    /// <summary>
    /// How many tickets without an owner one code gives to one address, 1 to 10,000. Students who are signed in are not
    /// counted.
    /// </summary>
    [ConfigurationKeyName("TICKETS_PER_CODE_AND_ADDRESS")]
    public int TicketsPerCodeAndAddress { get; set; } = 40;

    internal TimeSpan TicketLifetime => TimeSpan.FromSeconds(TicketSeconds);

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
        public ValidateOptionsResult Validate(string? name, JoinOptions options)
        {
            var problems = new List<string>();
            if (!IsBaseUrl(options.PublicBaseUrl))
                problems.Add(
                    "PUBLIC_BASE_URL must be the address under which students reach this program, such as "
                        + "https://attn.example.edu, without a query."
                );
            if (options.TicketSeconds is < 30 or > 3600)
                problems.Add("JOIN_TICKET_SECONDS must be a whole number from 30 to 3600.");
            if (options.TicketsPerCodeAndAddress is < 1 or > 10_000)
                problems.Add("TICKETS_PER_CODE_AND_ADDRESS must be a whole number from 1 to 10000.");
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private static bool IsBaseUrl(string text) =>
            text.Length == 0
            || (
                Uri.TryCreate(text, UriKind.Absolute, out var url)
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
                && url.Query.Length == 0
                && url.Fragment.Length == 0
                && url.UserInfo.Length == 0
            );
    }
}
