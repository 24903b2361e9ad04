using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>
/// Generates the document once and serves the bytes. The times in its examples lie ahead of the clock, so that they
/// work when sent as they are; hence a document is generated anew when it is half an hour old and somebody asks for it.
/// </summary>
internal sealed class ApiDocumentCache(
    [FromKeyedServices(OpenApiSetup.DocumentName)] IOpenApiDocumentProvider provider,
    TimeProvider time
)
{
    private static readonly TimeSpan Lifetime = RequestBodies.ExamplesValidFor / 2;

    private readonly Lock _lock = new();
    private Task<ApiDocument>? _document;
    private long _generatedAt;

    public Task<ApiDocument> GetAsync()
    {
        lock (_lock)
        {
            if (_document is { IsFaulted: false } && time.GetElapsedTime(_generatedAt) < Lifetime)
                return _document;
            _generatedAt = time.GetTimestamp();
            return _document = GenerateAsync();
        }
    }

    private async Task<ApiDocument> GenerateAsync()
    {
        // Shared by all who wait for it, so nobody's leaving cancels it.
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text, new OpenApiJsonWriterSettings { Terse = true }));
        var json = System.Text.Encoding.UTF8.GetBytes(text.ToString());
        return new(json, new($"\"{Convert.ToHexStringLower(SHA256.HashData(json)[..8])}\""));
    }
}
