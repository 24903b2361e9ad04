using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests;

/// <summary>Each secret is replaced during a class session, as docs/operations.md describes.</summary>
public sealed class SecretRotationTests
{
    private const string Old = "the secret that is replaced, long enough";
    private const string New = "the secret that replaces it, long as well";

    [Fact]
    public async Task Replacing_the_secret_key_keeps_sign_ins_tickets_and_pictures_while_the_old_one_is_named()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        verifier.Refusal = HttpStatusCode.ServiceUnavailable;
        await using var program = await StartAsync(verifier, ("SECRET_KEY", Old));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var colleague = await Teacher.SignsInAsync(program.Url, 2);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var id = await teacher.OpensAsync(option: 3);
        var withCode = await colleague.OpensWithCodeAsync(TimeProvider.System.GetUtcNow().AddMinutes(30));
        using var phone = new AttnClient(program.Url);
        var ticket = (
            await phone.PostAsync(
                "/api/v1/join",
                new { code = (await colleague.ShowsCodeAsync(withCode)).Words("code") }
            )
        )
            .Expect(HttpStatusCode.OK)
            .Words("ticket")!;
        var selfie = Selfies.Any();
        (await student.AttendsAsync(id, selfie)).Expect(HttpStatusCode.OK);

        await program.StopAsync();
        await program.StartAgainAsync(("SECRET_KEY", New), ("SECRET_KEY_PREVIOUS", Old));

        (await student.AttendsWithTicketAsync(withCode, ticket)).Expect(HttpStatusCode.OK);
        Assert.Contains(student.Number, (await teacher.ListsAsync(id)).Keys);
        verifier.Refusal = null;
        var request = await verifier.WaitsForRequestOfAsync(student.Number, TimeSpan.FromMinutes(2));
        Assert.Equal(selfie, request.Selfie);
        using var classmate = await Student.SignsInAsync(program.Url, 2);

        // Without the old secret its tokens are refused, and users who signed in since go on (404: no record, but
        // signed in).
        await program.StopAsync();
        await program.StartAgainAsync(("SECRET_KEY_PREVIOUS", ""));
        (await teacher.GetAsync("/api/v1/teacher/attendances/live")).Expect(HttpStatusCode.Unauthorized);
        (await classmate.StatusAsync(id)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_verdict_signed_with_the_old_webhook_secret_is_accepted_while_it_is_named()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(verifier, ("DEMO_STUDENTS", "3"));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        var requests = new List<PlayedVerifier.Request>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            using var student = await Student.SignsInAsync(program.Url, number);
            (await student.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK);
            requests.Add(await verifier.WaitsForRequestOfAsync(student.Number));
        }

        await program.StopAsync();
        await program.StartAgainAsync(
            ("WEBHOOK_SECRET_KEY", New),
            ("WEBHOOK_SECRET_KEY_PREVIOUS", PlayedVerifier.Secret)
        );
        Assert.Equal(HttpStatusCode.OK, (await verifier.AnswersAsync(requests[0], passed: true)).StatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            (await verifier.AnswersAsync(requests[1], passed: true, secret: New)).StatusCode
        );

        await program.StopAsync();
        await program.StartAgainAsync(("WEBHOOK_SECRET_KEY_PREVIOUS", ""));
        Assert.Equal(HttpStatusCode.Forbidden, (await verifier.AnswersAsync(requests[2], passed: true)).StatusCode);
        Assert.Equal(
            [true, true, false],
            (await teacher.ListsAsync(id))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Value.GetProperty("is_attended").GetBoolean())
        );
    }

    /// <summary>Starts the program at a fixed address, which clients and verdicts reach after a restart.</summary>
    private static Task<AttnProgram> StartAsync(
        PlayedVerifier verifier,
        params (string Variable, string Value)[] settings
    )
    {
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        return AttnProgram.StartAsync([
            ("ASPNETCORE_URLS", url),
            ("MAIN_APP_BASE_URL", url),
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString()),
            .. settings,
        ]);
    }
}
