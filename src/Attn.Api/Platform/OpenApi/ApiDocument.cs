using Microsoft.Net.Http.Headers;

namespace Attn.Api.Platform.OpenApi;

/// <summary>The generated document, ready to be sent.</summary>
internal sealed record ApiDocument(byte[] Json, EntityTagHeaderValue EntityTag);
