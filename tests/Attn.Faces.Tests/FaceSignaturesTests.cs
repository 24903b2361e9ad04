using System.Text;
using Attn.Faces.Contracts;

namespace Attn.Faces.Tests;

public sealed class FaceSignaturesTests
{
    private const string Key = "a-key-of-at-least-thirty-two-bytes";
    private static readonly byte[] Body = "{\"x\":1}"u8.ToArray();
    private static readonly Guid Id = new("0198f0a0-0000-7000-8000-000000000001");

    [Fact]
    public void A_signature_is_the_lower_case_hex_hmac_sha256()
    {
        // RFC 4231, test case 2.
        var signature = FaceSignatures.Sign("what do ya want for nothing?"u8, "Jefe");
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", signature);
    }

    [Fact]
    public void Both_keys_are_accepted_while_a_secret_is_changed()
    {
        var signature = FaceSignatures.Sign(Body, Key);
        Assert.True(FaceSignatures.Verify(Body, signature, ["the new key, which is also rather long", Key]));
        Assert.False(FaceSignatures.Verify(Body, signature, ["the new key, which is also rather long"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ü")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_wrong_signature_is_refused(string? signature) =>
        Assert.False(FaceSignatures.Verify(Body, signature, [Key]));

    [Fact]
    public void A_request_is_signed_over_its_id_and_both_pictures()
    {
        var signature = FaceSignatures.SignRequest(Id, [1], [2], Key);
        var text =
            $"{Id}.4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"
            + ".dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986";
        Assert.Equal(FaceSignatures.Sign(Encoding.ASCII.GetBytes(text), Key), signature);
        Assert.True(FaceSignatures.VerifyRequest(Id, [1], [2], signature, [Key]));
        Assert.False(FaceSignatures.VerifyRequest(Id, [2], [1], signature, [Key]));
        Assert.False(FaceSignatures.VerifyRequest(Guid.Empty, [1], [2], signature, [Key]));
    }

    [Fact]
    public void A_verdict_is_serialized_in_snake_case_and_parsed_back()
    {
        var result = new VerificationResult
        {
            OverallResult = new() { VerificationPassed = true, Reason = "faces match" },
            VerificationId = Id,
            Similarity = 0.9412,
        };
        var body = result.ToUtf8Bytes();
        Assert.Contains(
            "\"overall_result\":{\"verification_passed\":true,\"reason\":\"faces match\"}",
            Encoding.UTF8.GetString(body),
            StringComparison.Ordinal
        );
        Assert.True(VerificationResult.TryParse(body, out var read));
        Assert.Equal(result, read);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("{\"overall_result\":null}")]
    [InlineData("{\"overall_result\":{\"verification_passed\":\"true\",\"reason\":\"x\"}}")]
    public void An_invalid_verdict_is_rejected(string body) =>
        Assert.False(VerificationResult.TryParse(Encoding.UTF8.GetBytes(body), out _));

    [Fact]
    public void A_verdict_of_another_verifier_needs_only_the_overall_result() =>
        Assert.True(
            VerificationResult.TryParse(
                "{\"overall_result\":{\"verification_passed\":false,\"reason\":\"x\"},\"more\":1}"u8,
                out _
            )
        );
}
