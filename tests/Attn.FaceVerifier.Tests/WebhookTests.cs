using System.Net;
using Attn.Faces;
using Attn.Faces.Contracts;
using Attn.FaceVerifier.Hosting;
using Attn.FaceVerifier.Webhooks;
using Microsoft.Extensions.Options;

namespace Attn.FaceVerifier.Tests;

public sealed class WebhookTests
{
    [Fact]
    public async Task A_receiver_that_is_down_for_a_while_gets_the_verdict_when_it_is_back()
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
    public async Task Each_try_is_signed_anew_with_the_time_of_the_try()
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
    public async Task After_ten_minutes_the_verdict_is_dropped_and_the_check_may_be_sent_again()
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
            using var again = await app.VerifyAsync(id);
            return (await again.Content.ReadAsStringAsync()).Contains("accepted", StringComparison.Ordinal);
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
    public void Only_addresses_under_the_allowed_ones_are_posted_to(string url, bool allowed)
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
        new() { Compare = (_, _) => new(VerdictReason.Match), Time = new ImpatientTime() };

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
