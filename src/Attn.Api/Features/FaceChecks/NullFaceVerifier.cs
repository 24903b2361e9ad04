using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Compares nothing. Checks that another replica started wait in the outbox.</summary>
internal sealed class NullFaceVerifier(string missingConfiguration) : IFaceVerifier
{
    public string? MissingConfiguration => missingConfiguration;

    public Task<Submission> SubmitAsync(FaceCheck check, FacePictures pictures, CancellationToken cancellationToken) =>
        Task.FromResult(Submission.Unavailable);
}
