namespace Attn.Api.Features.SignIn;

internal sealed record TokenResponse(string AccessToken)
{
    public string TokenType { get; } = "bearer";
}
