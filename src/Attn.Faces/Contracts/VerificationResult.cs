using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Attn.Faces.Contracts;

/// <summary>
/// Body of the webhook. The contract requires only <see cref="OverallResult"/>, so other verifiers may omit everything
/// else; ours always sends all of it.
/// </summary>
public sealed record VerificationResult
{
    public required OverallResult OverallResult { get; init; }

    /// <summary>Must be the id in the webhook's path: a verdict cannot be replayed for another check.</summary>
    public Guid? VerificationId { get; init; }

    /// <summary>When this body was signed, UTC.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Cosine of the two faces, 4 decimals; <c>null</c> unless both pictures have a face.</summary>
    public double? Similarity { get; init; }

    /// <summary>
    /// Whether the picture is the intended one, or a copy of it. Then <c>verification_passed</c> is false, so that a
    /// receiver who does not know this field refuses it all the same.
    /// </summary>
    public bool ProfilePhotoCopy { get; init; }

    /// <summary>The minimum similarity for a match.</summary>
    public double? Threshold { get; init; }

    public VerificationTimings? Timings { get; init; }

    public VerificationQuality? Quality { get; init; }

    /// <summary>The bytes to sign and to send.</summary>
    public byte[] ToUtf8Bytes() =>
        JsonSerializer.SerializeToUtf8Bytes(this, VerificationJson.Default.VerificationResult);

    /// <summary>False if the body is not JSON of this form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out VerificationResult? result)
    {
        try
        {
            result = JsonSerializer.Deserialize(body, VerificationJson.Default.VerificationResult);
        }
        catch (JsonException)
        {
            result = null;
        }
        return result is not null;
    }
}
