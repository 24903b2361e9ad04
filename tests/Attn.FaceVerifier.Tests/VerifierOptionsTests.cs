using Attn.Faces.Contracts;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Attn.FaceVerifier.Tests;

public sealed class VerifierOptionsTests
{
    private const string RealSecret = "9e27b4a08d5f13c66f1be2d04c98a735";

    [Fact]
    public void Development_starts_on_defaults() => Assert.Empty(Problems(new(), "Development"));

    [Fact]
    public void Production_refuses_a_missing_secret_and_names_its_variable()
    {
        var problem = Assert.Single(Problems(new(), "Production"));
        Assert.Contains("WEBHOOK_SECRET_KEY is not set", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Production_refuses_the_default_as_the_previous_secret_too() =>
        Assert.Single(
            Problems(
                new() { WebhookSecretKey = RealSecret, PreviousWebhookSecretKey = FaceSignatures.DevelopmentKey },
                "Production"
            )
        );

    [Fact]
    public void A_short_secret_is_refused_everywhere()
    {
        Assert.Contains(
            "32 bytes",
            Assert.Single(Problems(new() { WebhookSecretKey = "short" }, "Development")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "_PREVIOUS",
            Assert.Single(Problems(new() { PreviousWebhookSecretKey = "short" }, "Development")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("ssssssssssssssssssssssssssssssss")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void Production_refuses_a_secret_that_repeats_itself(string secret) =>
        Assert.Contains(
            "WEBHOOK_SECRET_KEY",
            Assert.Single(Problems(new() { WebhookSecretKey = secret }, "Production")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Production_starts_with_a_real_secret() =>
        Assert.Empty(Problems(new() { WebhookSecretKey = RealSecret }, "Production"));

    [Fact]
    public void All_problems_are_reported_together() =>
        Assert.Equal(
            4,
            Problems(
                    new()
                    {
                        WebhookSecretKey = "x",
                        MainAppBaseUrl = "app",
                        Workers = -1,
                        QueueLength = 0,
                    },
                    "Development"
                )
                .Count()
        );

    private static IEnumerable<string> Problems(VerifierOptions options, string environment) =>
        new VerifierOptionsValidator(new Environment(environment)).Validate(null, options).Failures ?? [];

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
