using System.Net;
using Attn.Faces;
using Attn.Faces.Contracts;
using Attn.FaceVerifier.Webhooks;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Tests;

public sealed class WebhookTests
{
    [Fact]
    public async Task A_verdict_is_delivered_when_the_receiver_is_back()
    {
        await using var app = App();
        foreach (
            var failure in new HttpStatusCode?[]
            {
                null,
                HttpStatusCode.BadGateway,
                null,
                HttpStatusCode.ServiceUnavailable,
                HttpStatusCode.Redirect,
            }
        )
            app.Receiver.Failures.Enqueue(failure);
        var id = Guid.NewGuid();
        using var response = await app.VerifyAsync(id);
        Assert.Equal(id, (await app.Receiver.NextVerdictAsync()).VerificationId);
        Assert.Equal(6, app.Receiver.Posts.Count);
    }

    [Fact]
    public async Task Each_attempt_is_signed_with_its_own_time()
    {
        await using var app = App();
        app.Receiver.Failures.Enqueue(null);
        app.Receiver.Failures.Enqueue(null);
        using var response = await app.VerifyAsync(Guid.NewGuid());
        await app.Receiver.NextVerdictAsync();
        var times = app
            .Receiver.Posts.Select(post =>
            {
                Assert.True(FaceSignatures.Verify(post.Body, post.Signature, [VerifierApp.Key]));
                Assert.True(VerificationResult.TryParse(post.Body, out var result));
                return result.SentAt;
            })
            .ToList();
        Assert.Equal(3, times.Distinct().Count());
    }

    [Fact]
    public async Task A_verdict_is_dropped_after_ten_minutes_and_the_check_can_be_sent_again()
    {
        await using var app = App();
        for (var i = 0; i < 1000; i++)
            app.Receiver.Failures.Enqueue(HttpStatusCode.InternalServerError);
        var id = Guid.NewGuid();
        using (await app.VerifyAsync(id))
            await UntilAsync(() => app.Log.Lines.Any(line => line.Contains("dropped", StringComparison.Ordinal)));
        Assert.InRange(app.Receiver.Posts.Count, 20, 100);

        app.Receiver.Failures.Clear();
        await UntilAsync(async () =>
        {
            using var response = await app.VerifyAsync(id);
            return (await response.Content.ReadAsStringAsync()).Contains("accepted", StringComparison.Ordinal);
        });
        Assert.Equal(id, (await app.Receiver.NextVerdictAsync()).VerificationId);
    }

    [Theory]
    [InlineData("http://app.example/attn", true)]
    [InlineData("http://app.example/attn/api/v1/webhooks/verification-result/1", true)]
    [InlineData("http://APP.example:80/attn/x?y=1", true)]
    [InlineData("https://second.example:8443/hook", true)]
    [InlineData("https://app.example/attn/x", false)]
    [InlineData("http://app.example:8080/attn/x", false)]
    [InlineData("http://app.example/attnx", false)]
    [InlineData("http://app.example/", false)]
    [InlineData("http://app.example/attn/../admin", false)]
    [InlineData("http://app.example/attn/%2e%2e/admin", false)]
    [InlineData("http://app.example/attn/..%2fadmin", false)]
    [InlineData("http://app.example/attn\\..\\admin", false)]
    [InlineData("http://app.example.evil.example/attn", false)]
    [InlineData("http://app.example@evil.example/attn", false)]
    [InlineData("http://user:password@app.example/attn", false)]
    [InlineData("http://app.example/attn#fragment", false)]
    [InlineData("ftp://app.example/attn", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/attn", false)]
    [InlineData("", false)]
    public void Verdicts_are_posted_only_to_addresses_under_the_allowed_ones(string url, bool allowed)
    {
        var targets = new WebhookTargets(
            Options.Create(
                new VerifierOptions
                {
                    MainAppBaseUrl = "http://app.example/attn",
                    WebhookAllowedUrls = "https://second.example:8443, https://third.example/",
                }
            )
        );
        Assert.Equal(allowed, targets.Find(url) is not null);
    }

    private static VerifierApp App() =>
        new() { Compare = (_, _) => new(VerdictReason.Match), Time = new AutoAdvancingTime() };

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
