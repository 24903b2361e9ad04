namespace Attn.Storage.Live;

/// <summary>The two pictures of a face check.</summary>
public sealed record FacePictures(byte[] Selfie, byte[] ProfilePhoto);
