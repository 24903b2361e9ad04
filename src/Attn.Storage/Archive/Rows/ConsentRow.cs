using Attn.Domain;

namespace Attn.Storage.Archive.Rows;

internal sealed class ConsentRow
{
    public required string StudentNumber { get; init; }

    public required string TextVersion { get; init; }

    public DateTimeOffset? ConsentedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public FaceConsent ToDomain() => new(StudentNumber, TextVersion, ConsentedAt, WithdrawnAt);
}
