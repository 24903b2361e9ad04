namespace Attn.Faces.Contracts;

/// <summary>Quality of both faces; <c>null</c> where no face was found.</summary>
public sealed record VerificationQuality
{
    public FaceFigures? Picture { get; init; }

    public FaceFigures? IntendedPicture { get; init; }
}
