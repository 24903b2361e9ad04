using System.Collections.Concurrent;
using System.Net;
using Attn.Faces.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attn.EndToEnd.Tests;

/// <summary>
/// A face verifier whose verdicts the test chooses: a real server that accepts signed requests only, stores them, and
/// posts signed webhooks. It compares nothing.
/// </summary>
internal sealed class PlayedVerifier : IAsyncDisposable
{
    public const string Secret = "attn-development-webhook-key-not-for-production";
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly ConcurrentDictionary<Guid, Request> _requests = new();

    private int _refusals;

    private readonly string _secret;

    private PlayedVerifier(WebApplication app, string secret) => (_app, _secret) = (app, secret);

    public Uri Url => new(_app.Urls.First());

    /// <summary>While set, requests get this status and are not stored.</summary>
    public HttpStatusCode? Refusal { get; set; }

    /// <summary>How many requests were refused.</summary>
    public int Refusals => _refusals;

    public IReadOnlyCollection<Request> Requests => [.. _requests.Values];

    public static async Task<PlayedVerifier> StartAsync(string secret = Secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var verifier = new PlayedVerifier(app, secret);
        app.MapPost("/verify-face-async", verifier.TakeAsync);
        await app.StartAsync();
        return verifier;
    }

    public async Task<Request> WaitsForRequestOfAsync(string student, TimeSpan? atMost = null)
    {
        await Attn.Testing.Eventually.IsTrueAsync(
            () => Task.FromResult(Requests.Any(request => request.Student == student)),
            $"a check of {student} arrives",
            atMost
        );
        return Requests.Last(request => request.Student == student);
    }

    public Task<HttpResponseMessage> AnswersAsync(
        Request request,
        bool passed,
        string reason = "faces match",
        string? secret = null
    ) => PostAsync(request.WebhookUrl, Verdict(request.Id, passed, reason), secret);

    public async Task<HttpResponseMessage> PostAsync(Uri webhook, byte[] body, string? secret = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = content };
        message.Headers.Add(FaceSignatures.WebhookHeader, FaceSignatures.Sign(body, secret ?? _secret));
        return await _http.SendAsync(message);
    }

    public static byte[] Verdict(Guid id, bool passed, string reason, DateTimeOffset? sentAt = null) =>
        new VerificationResult
        {
            OverallResult = new() { VerificationPassed = passed, Reason = reason },
            VerificationId = id,
            SentAt = sentAt ?? TimeProvider.System.GetUtcNow(),
        }.ToUtf8Bytes();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (Refusal is { } refusal)
        {
            Interlocked.Increment(ref _refusals);
            return Results.StatusCode((int)refusal);
        }

        var form = await request.ReadFormAsync();
        var id = Guid.Parse(form["verification_id"].ToString());
        var picture = await BytesOfAsync(form.Files.GetFile("picture")!);
        var intended = await BytesOfAsync(form.Files.GetFile("intended_picture")!);
        if (
            !FaceSignatures.VerifyRequest(
                id,
                picture,
                intended,
                request.Headers[FaceSignatures.RequestHeader],
                [_secret]
            )
        )
            return Results.StatusCode(403);
        _requests[id] = new(
            id,
            form["student_school_number"].ToString(),
            new(form["webhook_url"].ToString()),
            picture,
            intended
        );
        return Results.Accepted(value: new { status = "queued", verification_id = id });
    }

    private static async Task<byte[]> BytesOfAsync(IFormFile file)
    {
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        return memory.ToArray();
    }

    internal sealed record Request(Guid Id, string Student, Uri WebhookUrl, byte[] Selfie, byte[] ProfilePhoto);
}
