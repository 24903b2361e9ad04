using System.Globalization;
using System.Net;
using Attn.Storage.Live;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>Which verdicts on face checks are accepted, and what becomes of them.</summary>
public sealed class WebhookTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public async Task A_missing_or_wrong_signature_is_403_before_the_body_is_read()
    {
        using var webhook = new Webhook(program.Url);
        var (student, session, check) = await PendingAsync();
        var good = Webhook.Verdict(passed: true);
        string[] wrong =
        [
            "",
            "garbage",
            new string('0', 64),
            Webhook.Sign(good, "another secret of the right length"),
            Webhook.Sign(good + " "),
            Webhook.Sign(good).ToUpperInvariant(),
            Webhook.Sign(good)[..63],
            Webhook.Sign(good) + "0",
        ];
        foreach (var signature in wrong)
        {
            foreach (
                var answer in new[]
                {
                    await webhook.PostsAsync(check.ToString(), good, signature),
                    await webhook.PostsAsync(check.ToString(), "{ no JSON", signature),
                    await webhook.PostsAsync("no-uuid", good, signature),
                }
            )
                answer.Expect(HttpStatusCode.Forbidden, "signature_not_valid");
        }

        Assert.Equal("FACE_RECOGNITION_PENDING", (await student.StatusAsync(session)).Words("fail_reason"));
        student.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ no JSON")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"overall_result":null}""")]
    [InlineData("""{"overall_result":{}}""")]
    [InlineData("""{"overall_result":{"verification_passed":true}}""")]
    [InlineData("""{"overall_result":{"reason":"x"}}""")]
    [InlineData("""{"overall_result":{"verification_passed":"true","reason":"x"}}""")]
    [InlineData("""{"overall_result":{"verification_passed":true,"reason":null}}""")]
    [InlineData("""{"overall_result":{"verification_passed":true,"reason":"\ud800"}}""")]
    [InlineData("""{"overall_result":{"verification_passed":true,"reason":"x"},"verification_id":"7"}""")]
    [InlineData("""{"overall_result":{"verification_passed":true,"reason":"x"},"sent_at":"yesterday"}""")]
    public async Task A_signed_body_of_another_form_is_422(string body)
    {
        using var webhook = new Webhook(program.Url);
        var (student, session, check) = await PendingAsync();
        Assert.NotEmpty(
            (await webhook.PostsAsync(check.ToString(), body))
                .Expect(HttpStatusCode.UnprocessableEntity, "not_valid")
                .Detail
        );
        Assert.Equal("FACE_RECOGNITION_PENDING", (await student.StatusAsync(session)).Words("fail_reason"));
        student.Dispose();
    }

    [Fact]
    public async Task An_id_that_is_not_a_UUID_is_422()
    {
        using var webhook = new Webhook(program.Url);
        (await webhook.PostsAsync("no-uuid", Webhook.Verdict(passed: true))).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
    }

    [Fact]
    public async Task A_verdict_for_another_check_or_from_another_time_is_403()
    {
        using var webhook = new Webhook(program.Url);
        var (student, session, check) = await PendingAsync();
        foreach (var more in new[] { Named(Guid.NewGuid()), Sent(-601), Sent(601), Named(check) + Sent(-3600) })
            (await webhook.PostsAsync(check.ToString(), Webhook.Verdict(passed: true, more: more))).Expect(
                HttpStatusCode.Forbidden,
                "verdict_not_accepted"
            );
        Assert.Equal("FACE_RECOGNITION_PENDING", (await student.StatusAsync(session)).Words("fail_reason"));

        var good = await webhook.PostsAsync(
            check.ToString(),
            Webhook.Verdict(passed: true, more: Named(check) + Sent(-590))
        );
        Assert.Equal("""{"status":"success"}""", good.Expect(HttpStatusCode.OK).Text);
        Assert.True((await student.StatusAsync(session)).Flag("is_attended"));
        student.Dispose();
    }

    [Fact]
    public async Task A_check_is_settled_once_and_a_second_verdict_is_told_so()
    {
        using var webhook = new Webhook(program.Url);
        var (student, session, check) = await PendingAsync();

        Assert.Equal(
            "success",
            (await webhook.PostsAsync(check, passed: false)).Expect(HttpStatusCode.OK).Words("status")
        );
        var second = (await webhook.PostsAsync(check, passed: true)).Expect(HttpStatusCode.OK);
        Assert.Equal(["status"], second.Body.EnumerateObject().Select(property => property.Name));
        Assert.Contains("already settled", second.Words("status")!, StringComparison.Ordinal);
        Assert.Equal("FACE_VERIFICATION_FAILED: no match", (await student.StatusAsync(session)).Words("fail_reason"));
        Assert.NotEqual(
            "success",
            (await webhook.PostsAsync(Guid.NewGuid(), passed: true)).Expect(HttpStatusCode.OK).Words("status")
        );
        student.Dispose();
    }

    [Fact]
    public async Task A_student_with_five_refused_faces_is_sent_to_the_teacher()
    {
        using var webhook = new Webhook(program.Url);
        var (student, session, check) = await PendingAsync();
        for (var refusal = 1; refusal <= 5; refusal++)
        {
            (await webhook.PostsAsync(check, passed: false)).Expect(HttpStatusCode.OK);
            if (refusal < 5)
                check = await TryAsync(student, session);
        }

        Assert.Equal(
            "Too many face checks. Please ask your teacher.",
            (await student.AttendsAsync(session, Picture))
                .Expect(HttpStatusCode.BadRequest, "too_many_face_checks")
                .Detail
        );
        student.Dispose();
    }

    [Fact]
    public async Task Unknown_fields_are_ignored()
    {
        using var webhook = new Webhook(program.Url);
        var (student, _, check) = await PendingAsync();
        const string more = ""","engine":"other","details":{"a":[1,2,{"b":null}]}""";
        Assert.Equal(
            "success",
            (await webhook.PostsAsync(check.ToString(), Webhook.Verdict(passed: true, more: more))).Words("status")
        );
        student.Dispose();
    }

    [Fact]
    public async Task A_reason_becomes_one_line_of_bounded_length_and_stays_valid_Unicode()
    {
        using var webhook = new Webhook(program.Url);
        var (student, session, check) = await PendingAsync();
        var reason = "a\nb\u0000c" + new string('x', 294) + "\U0001F600 and more";
        (await webhook.PostsAsync(check, passed: false, reason)).Expect(HttpStatusCode.OK);

        var said = (await student.StatusAsync(session)).Words("fail_reason")!;
        Assert.Equal("FACE_VERIFICATION_FAILED: a b c" + new string('x', 294), said);
        student.Dispose();
    }

    [Fact]
    public async Task A_verdict_without_id_or_time_is_403_where_both_are_required()
    {
        await using var strict = await ClockedProgram.StartAsync(("WEBHOOK_REQUIRE_ID", "true"));
        using var webhook = new Webhook(strict.Url);
        var id = Guid.NewGuid();
        var sent = Sent(0);
        foreach (var more in new[] { "", Named(id), sent })
            (await webhook.PostsAsync(id.ToString(), Webhook.Verdict(passed: true, more: more))).Expect(
                HttpStatusCode.Forbidden,
                "verdict_not_accepted"
            );
        (await webhook.PostsAsync(id.ToString(), Webhook.Verdict(passed: true, more: Named(id) + sent))).Expect(
            HttpStatusCode.OK
        );
    }

    private static byte[] Picture => [0xFF, 0xD8, 0xFF, .. new byte[100]];

    private static string Named(Guid id) => $""","verification_id":"{id}" """;

    private string Sent(int seconds) =>
        $""","sent_at":"{program.Now.AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture)}" """;

    private async Task<(Student Student, Guid Session, Guid Check)> PendingAsync()
    {
        using var teacher = await program.NewTeacherAsync();
        var session = await program.OpensAsync(teacher, option: 3);
        var student = await program.NewStudentAsync();
        return (student, session, await TryAsync(student, session));
    }

    /// <returns>The id of the face check.</returns>
    private async Task<Guid> TryAsync(Student student, Guid session)
    {
        Assert.Equal(
            "FACE_RECOGNITION_PENDING",
            (await student.AttendsAsync(session, Picture)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        var live = await program
            .Services.GetRequiredService<ILiveStore>()
            .FindRecordAsync(session, student.Number, CancellationToken.None);
        return live!.Record!.VerificationId!.Value;
    }
}
