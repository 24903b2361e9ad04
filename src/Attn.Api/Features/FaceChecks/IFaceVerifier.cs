using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Api.Features.FaceChecks;

/// <summary>Takes pictures and answers later, by a verdict: the face service over HTTP, or the engine inside this process.</summary>
internal interface IFaceVerifier
{
    Task<Submission> SubmitAsync(FaceCheck check, FacePictures pictures, CancellationToken cancellationToken);
}

/// <summary>What became of handing a check over.</summary>
internal enum Submission
{
    /// <summary>A verdict will come; the same check may be handed over again and is compared once.</summary>
    Accepted,

    /// <summary>It will never be taken as it is.</summary>
    Refused,

    /// <summary>Down, slow or full: try again later.</summary>
    Unavailable,
}
