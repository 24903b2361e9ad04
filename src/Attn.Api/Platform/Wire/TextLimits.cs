namespace Attn.Api.Platform.Wire;

/// <summary>The longest texts, in characters, that several requests share.</summary>
internal static class TextLimits
{
    public const int Name = 200;
    public const int Reason = 500;
    public const int Group = 50;
}
