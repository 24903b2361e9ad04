using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Attn.FaceVerifier.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task The_service_becomes_healthy_when_the_networks_have_run()
    {
        await using var app = new VerifierApp();
        using var client = app.CreateClient();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var response = await client.GetAsync("/health");
        while (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Assert.NotNull(response.Headers.RetryAfter);
            await Task.Yield();
            response = await client.GetAsync("/health", timeout.Token);
        }
        Assert.Equal(
            "healthy",
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()
        );
    }

    [Fact]
    public async Task The_api_document_lists_the_form_fields()
    {
        await using var app = new VerifierApp();
        using var client = app.CreateClient();
        var document = await client.GetStringAsync("/openapi.json");
        foreach (
            var part in new[]
            {
                "/verify-face-async",
                "/health",
                "verification_id",
                "intended_picture",
                "multipart/form-data",
            }
        )
            Assert.Contains(part, document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_route_is_answered_with_a_problem_document()
    {
        await using var app = new VerifierApp();
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/nothing");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(
            "Not Found",
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()
        );
    }
}
