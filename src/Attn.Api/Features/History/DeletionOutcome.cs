namespace Attn.Api.Features.History;

internal enum DeletionOutcome
{
    Deleted,
    StillLive,
    NotFound,
}
