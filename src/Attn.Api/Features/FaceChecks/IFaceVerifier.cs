using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Takes pictures and answers later with a verdict: the face service over HTTP, or the engine inside this process.
/// </summary>
internal interface IFaceVerifier
{
    /// <summary>What an operator has to configure before faces can be compared; <c>null</c>: nothing.</summary>
    string? MissingConfiguration { get; }

    Task<Submission> SubmitAsync(FaceCheck check, FacePictures pictures, CancellationToken cancellationToken);
}
