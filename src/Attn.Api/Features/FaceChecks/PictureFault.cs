namespace Attn.Api.Features.FaceChecks;

/// <summary>Why a picture is of no use.</summary>
internal enum PictureFault
{
    Unreadable,

    /// <summary>Decoding it would take too much memory or time; its header says so.</summary>
    TooLarge,
}
