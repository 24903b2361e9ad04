namespace Attn.Api.Platform.OpenApi;

/// <summary>For the document: a body that is a file of any bytes.</summary>
internal sealed record RequestFile(string MediaType);
