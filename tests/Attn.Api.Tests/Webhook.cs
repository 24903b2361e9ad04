using System.Text;
using System.Text.Json;
using Attn.Faces.Contracts;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Posts verdicts as the face verifier does, genuine or forged.</summary>
internal sealed class Webhook(Uri url) : IDisposable
{
    public const string Secret = "attn-development-webhook-key-not-for-production";
    private readonly AttnClient _client = new(url);

    public Task<Answer> PostsAsync(Guid id, bool passed, string reason = "no match") =>
        PostsAsync(id.ToString(), Verdict(passed, reason));

    /// <param name="signature">Default: the right one; empty: none.</param>
    public Task<Answer> PostsAsync(string id, string body, string? signature = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/webhooks/verification-result/{id}")
        {
            Content = content,
        };
        if (signature != "")
            request.Headers.Add(FaceSignatures.WebhookHeader, signature ?? Sign(body));
        return _client.SendAsync(request);
    }

    public static string Sign(string body, string secret = Secret) =>
        FaceSignatures.Sign(Encoding.UTF8.GetBytes(body), secret);

    public static string Verdict(bool passed, string reason = "no match", string more = "") =>
        $$"""
            {"overall_result":{"verification_passed":{{JsonSerializer.Serialize(passed)}},
            "reason":{{JsonSerializer.Serialize(reason)}}}{{more}}}
            """;

    public void Dispose() => _client.Dispose();
}
