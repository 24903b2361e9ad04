namespace Attn.Api.Platform.OpenApi;

/// <summary>A route whose 200 may be JSON's <c>null</c>.</summary>
internal sealed class NullableResponse;
