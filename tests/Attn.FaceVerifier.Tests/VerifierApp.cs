using Attn.Faces;
using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Attn.FaceVerifier.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.FaceVerifier.Tests;

/// <summary>
/// The whole service, with a webhook receiver inside the test. Comparisons are real unless the test replaces them.
/// </summary>
public sealed class VerifierApp : WebApplicationFactory<Program>
{
    public const string Key = FaceSignatures.DevelopmentKey;

    private static readonly byte[] SomePicture = [0xFF, 0xD8, 0xFF, 0xE0];

    // Loading the networks takes longer than most tests, so all programs share one engine.
    private static readonly FaceEngine SharedEngine =
        FaceEngine.TryCreate(out var availability) ?? throw new InvalidOperationException(availability.Detail);

    // Lazy, because concurrent calls of CreateClient would start the program several times.
    private readonly Lazy<HttpClient> _client;

    public VerifierApp() => _client = new(() => CreateClient());

    public WebhookReceiver Receiver { get; } = new();

    public LogLines Log { get; } = new();

    public FaceQueue.CompareFaces? Compare { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Sends a request as the main app does; null stands for a valid default.</summary>
    public async Task<HttpResponseMessage> VerifyAsync(
        Guid id,
        byte[]? picture = null,
        byte[]? intendedPicture = null,
        string? webhookUrl = null,
        string? signature = null,
        Action<Dictionary<string, HttpContent>>? change = null
    )
    {
        var (selfie, photo) = (picture ?? SomePicture, intendedPicture ?? SomePicture);
        var fields = new Dictionary<string, HttpContent>(StringComparer.Ordinal)
        {
            ["webhook_url"] = new StringContent(
                webhookUrl ?? $"http://localhost:8000/api/v1/webhooks/verification-result/{id}"
            ),
            ["verification_id"] = new StringContent(id.ToString()),
            ["student_school_number"] = new StringContent(StudentNumber),
            ["picture"] = new ByteArrayContent(selfie),
            ["intended_picture"] = new ByteArrayContent(photo),
        };
        change?.Invoke(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/verify-face-async") { Content = Form(fields) };
        request.Headers.Add(
            FaceSignatures.RequestHeader,
            signature ?? FaceSignatures.SignRequest(id, selfie, photo, Key)
        );
        return await _client.Value.SendAsync(request);
    }

    public const string StudentNumber = "s1234567890";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(Time);
            services.AddSingleton(SharedEngine);
            services
                .AddHttpClient(WebhookSender.ClientName)
                .ConfigurePrimaryHttpMessageHandler(() => Receiver.Handler());
            if (Compare is not null)
                services.AddSingleton(Compare);
        });
    }

    private static MultipartFormDataContent Form(Dictionary<string, HttpContent> fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in fields)
        {
            if (content is ByteArrayContent and not StringContent)
                form.Add(content, name, name + ".jpg");
            else
                form.Add(content, name);
        }
        return form;
    }
}
