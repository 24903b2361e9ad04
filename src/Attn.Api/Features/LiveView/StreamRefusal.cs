namespace Attn.Api.Features.LiveView;

/// <summary>Why a stream was not opened.</summary>
internal enum StreamRefusal
{
    SessionNotFound,
    TooManyStreams,
}
