using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Attn.Faces;
using Attn.Faces.Contracts;
using Attn.Faces.Tests;

namespace Attn.FaceVerifier.Tests;

public sealed class VerifyFaceTests
{
    private static readonly Guid Id = Guid.CreateVersion7();

    public static TheoryData<string> Fields =>
        ["webhook_url", "verification_id", "student_school_number", "picture", "intended_picture"];

    [Fact]
    public async Task A_request_is_accepted_immediately_and_the_signed_verdict_follows()
    {
        await using var app = new VerifierApp();
        using var response = await app.VerifyAsync(Id, SamplePhotos.AnnaSmiling, SamplePhotos.AnnaInOtherClothes);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("accepted", answer.GetProperty("status").GetString());
        Assert.Equal(Id, answer.GetProperty("verification_id").GetGuid());

        var verdict = await app.Receiver.NextVerdictAsync();
        Assert.True(verdict.OverallResult.VerificationPassed);
        Assert.Equal("faces match", verdict.OverallResult.Reason);
        Assert.Equal(Id, verdict.VerificationId);
        Assert.InRange(verdict.Similarity!.Value, FaceEngine.Threshold, 1);
        var (address, body, signature) = Assert.Single(app.Receiver.Posts);
        Assert.EndsWith(Id.ToString(), address.AbsolutePath, StringComparison.Ordinal);
        Assert.True(FaceSignatures.Verify(body, signature, [VerifierApp.Key]));
    }

    [Fact]
    public async Task Another_person_is_refused_with_a_reason()
    {
        await using var app = new VerifierApp();
        using var response = await app.VerifyAsync(Id, SamplePhotos.Clara, SamplePhotos.AnnaInOtherClothes);
        var verdict = await app.Receiver.NextVerdictAsync();
        Assert.False(verdict.OverallResult.VerificationPassed);
        Assert.Equal("faces do not match", verdict.OverallResult.Reason);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_missing_field_is_named_in_the_problem(string field)
    {
        await using var app = Fake();
        using var response = await app.VerifyAsync(Id, change: fields => fields.Remove(field));
        await AssertProblemAsync(response, HttpStatusCode.UnprocessableEntity, field);
    }

    [Fact]
    public async Task An_id_that_is_not_a_uuid_does_not_validate()
    {
        await using var app = Fake();
        using var response = await app.VerifyAsync(
            Id,
            change: fields => fields["verification_id"] = new StringContent("1")
        );
        await AssertProblemAsync(response, HttpStatusCode.UnprocessableEntity, "verification_id");
    }

    [Fact]
    public async Task A_body_that_is_not_a_form_is_refused_as_an_unsupported_type()
    {
        await using var app = Fake();
        using var client = app.CreateClient();
        using var response = await client.PostAsJsonAsync("/verify-face-async", new { });
        await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "Unsupported");
    }

    [Fact]
    public async Task An_empty_picture_does_not_validate()
    {
        await using var app = Fake();
        using var response = await app.VerifyAsync(Id, picture: []);
        await AssertProblemAsync(response, HttpStatusCode.UnprocessableEntity, "picture");
    }

    [Fact]
    public async Task A_file_that_is_not_a_picture_is_refused_as_an_unsupported_type()
    {
        await using var app = Fake();
        foreach (var other in new[] { BadPictures.Text, BadPictures.Gif })
        {
            using var response = await app.VerifyAsync(Id, picture: other);
            await AssertProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "JPEG or PNG");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_request_without_a_valid_signature_is_refused(string signature)
    {
        await using var app = Fake();
        using var response = await app.VerifyAsync(Id, signature: signature);
        await AssertProblemAsync(response, HttpStatusCode.Forbidden, FaceSignatures.RequestHeader);
    }

    [Fact]
    public async Task An_unsigned_request_is_accepted_if_signatures_are_not_required()
    {
        await using var app = new VerifierApp { Compare = Match, Settings = { ["REQUIRE_SIGNED_REQUESTS"] = "false" } };
        using var response = await app.VerifyAsync(Id, signature: "none");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task A_signature_under_the_previous_secret_is_accepted()
    {
        await using var app = new VerifierApp
        {
            Compare = Match,
            Settings =
            {
                ["WEBHOOK_SECRET_KEY"] = "the new secret of thirty-two bytes and more",
                ["WEBHOOK_SECRET_KEY_PREVIOUS"] = VerifierApp.Key,
            },
        };
        using var response = await app.VerifyAsync(Id);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task A_webhook_url_outside_the_allowed_addresses_is_refused()
    {
        await using var app = Fake();
        using var response = await app.VerifyAsync(Id, webhookUrl: "http://169.254.169.254/latest");
        await AssertProblemAsync(response, HttpStatusCode.Forbidden, "webhook_url");
    }

    [Fact]
    public async Task A_full_queue_is_answered_with_retry_after()
    {
        using var gate = new ManualResetEventSlim();
        await using var app = new VerifierApp
        {
            Compare = (_, _) =>
            {
                gate.Wait();
                return new(VerdictReason.Match);
            },
            Settings = { ["FACE_WORKERS"] = "1", ["FACE_QUEUE_LENGTH"] = "1" },
        };
        using var full = await FirstRefusalAsync(app);
        gate.Set();
        await AssertProblemAsync(full, HttpStatusCode.ServiceUnavailable, "waiting");
        Assert.NotNull(full.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task The_same_id_is_compared_and_delivered_once()
    {
        await using var app = Fake();
        for (var i = 0; i < 5; i++)
        {
            using var response = await app.VerifyAsync(Id);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }
        await app.Receiver.NextVerdictAsync();
        using var other = await app.VerifyAsync(Guid.NewGuid());
        await app.Receiver.NextVerdictAsync();
        Assert.Equal(2, app.Receiver.Posts.Count);
    }

    [Fact]
    public async Task The_student_number_is_not_logged()
    {
        await using var app = Fake();
        using var taken = await app.VerifyAsync(Id);
        await app.Receiver.NextVerdictAsync();
        using var refused = await app.VerifyAsync(Id, signature: "wrong");
        Assert.NotEmpty(app.Log.Lines);
        Assert.DoesNotContain(
            app.Log.Lines,
            line => line.Contains(VerifierApp.StudentNumber, StringComparison.Ordinal)
        );
    }

    private static VerifierApp Fake() => new() { Compare = Match };

    private static Verdict Match(ReadOnlyMemory<byte> selfie, ReadOnlyMemory<byte> profilePhoto) =>
        new(VerdictReason.Match);

    // One check is in progress and one waits; which of the next is refused depends on how soon the first one starts.
    private static async Task<HttpResponseMessage> FirstRefusalAsync(VerifierApp app)
    {
        const int MaxRequests = 3;
        HttpResponseMessage response = new();
        for (var i = 0; i < MaxRequests && response.StatusCode != HttpStatusCode.ServiceUnavailable; i++)
            response = await app.VerifyAsync(Guid.NewGuid());
        return response;
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string words)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        if (status == HttpStatusCode.UnprocessableEntity)
            Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }
}
