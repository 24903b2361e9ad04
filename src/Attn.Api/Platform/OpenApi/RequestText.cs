namespace Attn.Api.Platform.OpenApi;

/// <summary>For the document: a body that is no JSON and no form.</summary>
internal sealed record RequestText(string MediaType, string Example);
