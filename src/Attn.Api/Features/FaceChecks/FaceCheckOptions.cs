using Attn.Faces.Pictures;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Where faces are compared, where the verdict goes, and how long to wait for it.</summary>
public sealed class FaceCheckOptions
{
    /// <summary>The address of the face service; empty: compare faces in this process.</summary>
    [ConfigurationKeyName("FACE_VERIFIER_MICROSERVICE_URL")]
    public string VerifierUrl { get; set; } = "";

    /// <summary>The address under which the face service reaches this program.</summary>
    [ConfigurationKeyName("MAIN_APP_BASE_URL")]
    public string MainAppBaseUrl { get; set; } = "http://localhost:8000";

    /// <summary>Seconds after the end of a class session until a missing verdict times out.</summary>
    [ConfigurationKeyName("VERIFICATION_GRACE_SECONDS")]
    public int GraceSeconds { get; set; } = 120;

    /// <summary>
    /// Whether a webhook must carry <c>verification_id</c> and <c>sent_at</c>, as those of our own verifier do.
    /// </summary>
    [ConfigurationKeyName("WEBHOOK_REQUIRE_ID")]
    public bool WebhookRequireId { get; set; }

    /// <summary>
    /// Megabytes that all pictures which are decoded at the same time may take; 0: by cores and memory.
    /// </summary>
    [ConfigurationKeyName("PICTURE_MEMORY_MB")]
    public int PictureMemoryMegabytes { get; set; }

    public TimeSpan Grace => TimeSpan.FromSeconds(GraceSeconds);

    internal sealed class Validator : IValidateOptions<FaceCheckOptions>
    {
        private const int MaxPictureMegabytes = 65_536;

        public ValidateOptionsResult Validate(string? name, FaceCheckOptions options)
        {
            var problems = new List<string>();
            if (options.VerifierUrl.Length > 0 && !IsHttpUrl(options.VerifierUrl))
                problems.Add(
                    "FACE_VERIFIER_MICROSERVICE_URL must be an http or https address, such as http://localhost:8001."
                );
            if (!IsHttpUrl(options.MainAppBaseUrl))
                problems.Add(
                    "MAIN_APP_BASE_URL must be the http or https address under which the face verifier reaches this "
                        + "program."
                );
            if (options.GraceSeconds is < 0 or > 3600)
                problems.Add("VERIFICATION_GRACE_SECONDS must be between 0 and 3600.");
            if (options.PictureMemoryMegabytes is not (0 or (>= PictureMemory.MinMegabytes and <= MaxPictureMegabytes)))
                problems.Add(
                    $"PICTURE_MEMORY_MB must be 0 (by cores and memory) or between {PictureMemory.MinMegabytes}, which "
                        + $"one picture may need, and {MaxPictureMegabytes}."
                );
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private static bool IsHttpUrl(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https" }
            && url.UserInfo.Length == 0;
    }
}
