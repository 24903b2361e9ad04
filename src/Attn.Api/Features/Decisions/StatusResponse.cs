namespace Attn.Api.Features.Decisions;

/// <summary>The answer of the historical routes.</summary>
internal sealed record StatusResponse(string Detail)
{
    public string Status { get; } = "success";
}
