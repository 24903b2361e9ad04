using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>No face is compared without consent, and a student who refuses can attend all the same.</summary>
public sealed class ConsentTests
{
    private const string NeedsTeacher = "NEEDS_TEACHER";

    public static TheoryData<bool> BothStores => [false, true];

    [Fact]
    public async Task A_student_without_consent_needs_the_teacher_and_may_retry_after_consenting()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(verifier, ("CONSENT_REQUIRED", "true"));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        using var other = await Student.SignsInAsync(program.Url, 2);

        var unasked = await student.ReadsConsentAsync();
        Assert.Equal((true, false, null, null), StateOf(unasked));
        Assert.Contains("selfie", unasked["text"].GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Contains("öz çekim", unasked["text"].GetProperty("tr").GetString(), StringComparison.Ordinal);

        foreach (var one in new[] { student, other })
            Assert.Equal(
                NeedsTeacher,
                (await one.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
            );
        var accepted = (await teacher.AcceptsAsync(id, other.Number)).Expect(HttpStatusCode.OK);
        Assert.True(accepted.Flag("is_attended"));
        Assert.Equal("teacher", accepted.Words("decided_by"));

        Assert.True((await student.ConsentsAsync()).Flag("consented"));
        Assert.Equal(
            Waiting.Pending,
            (await student.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        using var answer = await verifier.AnswersAsync(
            await verifier.WaitsForRequestOfAsync(student.Number),
            passed: true
        );
        Assert.True((await student.ForVerdictAsync(id)).Flag("is_attended"));
        Assert.DoesNotContain(verifier.Requests, request => request.Student == other.Number);
    }

    [Fact]
    public async Task Attending_without_face_is_a_choice_and_the_network_is_checked_first()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(verifier);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 4);
        using var inside = await Student.SignsInAsync(program.Url, 1, from: "127.0.0.9");
        using var outside = await Student.SignsInAsync(program.Url, 2, from: "127.0.9.9");

        Assert.Equal(
            NeedsTeacher,
            (await inside.AttendsWithoutFaceAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        Assert.Equal(
            "WIFI_FAILED",
            (await outside.AttendsWithoutFaceAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        (await teacher.FailsAsync(id, inside.Number, "Not in the room")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "Your teacher has already decided on your attendance.",
            (await inside.AttendsAsync(id, Selfies.Any()))
                .Expect(HttpStatusCode.BadRequest, "decided_by_teacher")
                .Detail
        );
        (await outside.PostAsync($"/api/v1/student/attendances/{id}/attend?without_face=maybe")).Expect(
            HttpStatusCode.UnprocessableEntity
        );

        await teacher.FinishesAsync(id);
        var manual = await teacher.OpensAsync(option: 1);
        Assert.True((await inside.AttendsWithoutFaceAsync(manual)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        Assert.Empty(verifier.Requests);
    }

    [Theory]
    [MemberData(nameof(BothStores))]
    public async Task A_withdrawal_ends_checks_and_deletes_the_photos_of_every_login(bool redis)
    {
        await using var server = redis ? await RedisServer.StartAsync() : null;
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(verifier, ("APPLICATION_REDIS_URL", server?.UrlOf() ?? ""));
        using var teacher = await Teacher.SignsInAsync(program.Url, 1);
        using var otherTeacher = await Teacher.SignsInAsync(program.Url, 2);
        var live = await teacher.OpensAsync(option: 3);
        var archived = await otherTeacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        using var laptop = await Student.SignsInAsync(program.Url, 1);
        using var other = await Student.SignsInAsync(program.Url, 2);
        await student.ConsentsAsync();
        (await student.AttendsAsync(live, Selfies.Any())).Expect(HttpStatusCode.OK);
        (await laptop.AttendsAsync(archived, Selfies.Any())).Expect(HttpStatusCode.OK);
        (await other.AttendsAsync(live, Selfies.Any())).Expect(HttpStatusCode.OK);
        await otherTeacher.FinishesAsync(archived);
        await otherTeacher.IsInHistoryAsync(archived);

        var withdrawn = await student.WithdrawsAsync();
        Assert.False(withdrawn.Flag("consented"));
        Assert.NotNull(withdrawn.Words("consented_at"));
        Assert.NotNull(withdrawn.Words("withdrawn_at"));
        Assert.Equal(NeedsTeacher, (await student.StatusAsync(live)).Words("fail_reason"));
        Assert.Equal(NeedsTeacher, (await student.StatusAsync(archived)).Words("fail_reason"));
        Assert.Equal(Waiting.Pending, (await other.StatusAsync(live)).Words("fail_reason"));
        // A verdict that arrives after the withdrawal changes nothing.
        foreach (var request in verifier.Requests.Where(request => request.Student == student.Number))
            (await verifier.AnswersAsync(request, passed: true)).Dispose();
        Assert.Equal(NeedsTeacher, (await student.StatusAsync(live)).Words("fail_reason"));

        // The withdrawal is respected on every login, old and new, although consent is not required.
        Assert.Equal(
            NeedsTeacher,
            (await laptop.AttendsAsync(live, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        using var later = await Student.SignsInAsync(program.Url, 1);
        Assert.Equal(
            NeedsTeacher,
            (await later.AttendsAsync(live, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
        );

        // After a new consent a face check needs the photo of a new sign-in.
        await laptop.ConsentsAsync();
        foreach (var without in new[] { laptop, later, student })
            Assert.Equal(
                "REFERENCE_IMAGE_NOT_FOUND",
                (await without.AttendsAsync(live, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
            );
        using var again = await Student.SignsInAsync(program.Url, 1);
        Assert.Equal(
            Waiting.Pending,
            (await again.AttendsAsync(live, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
    }

    [Fact]
    public async Task A_consent_survives_a_restart_and_is_for_the_current_text()
    {
        await using var program = await AttnProgram.StartAsync(("CONSENT_REQUIRED", "true"));
        using var student = await Student.SignsInAsync(program.Url, 1);
        var outdated = (
            await student.PutAsync("/api/v1/student/consent", new { consented = true, text_version = "1999" })
        ).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(
            (await student.ReadsConsentAsync()).Words("text_version")!,
            outdated["errors"].GetProperty("text_version")[0].GetString(),
            StringComparison.Ordinal
        );
        (await student.PutAsync("/api/v1/student/consent", new { consented = true })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (await student.PutAsync("/api/v1/student/consent", new { text_version = "1999" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (await student.PutAsync("/api/v1/student/consent")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal((true, false, null, null), StateOf(await student.ReadsConsentAsync()));

        var first = await student.ConsentsAsync();
        var second = await student.ConsentsAsync();
        Assert.Equal(first.Words("consented_at"), second.Words("consented_at"));
        await program.KillAsync();
        await program.StartAgainAsync();
        using var later = await Student.SignsInAsync(program.Url, 1);
        Assert.Equal(StateOf(first), StateOf(await later.ReadsConsentAsync()));

        using var teacher = await Teacher.SignsInAsync(program.Url);
        Assert.Equal(
            "This operation is only valid for students.",
            (await teacher.GetAsync("/api/v1/student/consent")).Expect(HttpStatusCode.Forbidden).Detail
        );
        using var nobody = new AttnClient(program.Url);
        (await nobody.GetAsync("/api/v1/student/consent")).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_a_recently_seen_consent_counts_while_the_archive_is_unavailable()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(
            verifier,
            ("CONSENT_REQUIRED", "true"),
            ("DATABASE_URL", server.UrlOf(await server.CreateDatabaseAsync()))
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var consenting = await Student.SignsInAsync(program.Url, 1);
        using var silent = await Student.SignsInAsync(program.Url, 2);
        await consenting.ConsentsAsync();

        await server.StopAsync();
        Assert.Equal(
            Waiting.Pending,
            (await consenting.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        (await silent.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(
            NeedsTeacher,
            (await silent.AttendsWithoutFaceAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        (await silent.GetAsync("/api/v1/student/consent")).Expect(HttpStatusCode.ServiceUnavailable);
        await server.StartAgainAsync();
        Assert.Equal(
            NeedsTeacher,
            (await silent.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
    }

    [Fact]
    public async Task After_five_refused_comparisons_the_teacher_decides()
    {
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(verifier);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        for (var round = 1; round <= 5; round++)
        {
            (await student.AttendsAsync(id, Selfies.Any())).Expect(HttpStatusCode.OK);
            await Eventually.IsTrueAsync(
                () => Task.FromResult(verifier.Requests.Count == round),
                "the check has arrived"
            );
            using var answer = await verifier.AnswersAsync(
                verifier.Requests.OrderBy(request => request.Id).Last(),
                passed: false,
                "faces do not match"
            );
            Assert.Equal(
                "FACE_VERIFICATION_FAILED: faces do not match",
                (await student.ForVerdictAsync(id)).Words("fail_reason")
            );
        }

        Assert.Equal(
            "Too many face checks. Please ask your teacher.",
            (await student.AttendsAsync(id, Selfies.Any()))
                .Expect(HttpStatusCode.BadRequest, "too_many_face_checks")
                .Detail
        );
        Assert.Equal(
            NeedsTeacher,
            (await student.AttendsWithoutFaceAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        Assert.Equal(
            "Too many face checks. Please ask your teacher.",
            (await student.AttendsAsync(id, Selfies.Any()))
                .Expect(HttpStatusCode.BadRequest, "too_many_face_checks")
                .Detail
        );
        Assert.True((await teacher.AcceptsAsync(id, student.Number)).Expect(HttpStatusCode.OK).Flag("is_attended"));
    }

    [Theory]
    [MemberData(nameof(BothStores))]
    public async Task No_file_holds_an_unencrypted_picture(bool redis)
    {
        await using var server = redis ? await RedisServer.StartAsync() : null;
        using var photos = new DemoPhotos().Of(1, SampleFaces.AnnaElsewhere);
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await StartAsync(
            verifier,
            photos.Setting,
            ("APPLICATION_REDIS_URL", server?.UrlOf() ?? "")
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var selfie = SampleFaces.AnnaSmiling;
        (await student.AttendsAsync(id, selfie)).Expect(HttpStatusCode.OK);
        var sent = await verifier.WaitsForRequestOfAsync(student.Number);
        Assert.Equal(selfie, sent.Selfie);

        var folder = server?.Folder ?? program.DataFolder;
        var waiting = await ReadAllAsync(folder);
        Assert.True(waiting.Length > selfie.Length);
        AssertAbsent(waiting, selfie);
        AssertAbsent(waiting, sent.ProfilePhoto);

        await student.WithdrawsAsync();
        var after = await ReadAllAsync(folder);
        AssertAbsent(after, selfie);
        AssertAbsent(after, sent.ProfilePhoto);
    }

    private static Task<AttnProgram> StartAsync(PlayedVerifier verifier, params (string, string)[] settings)
    {
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        return AttnProgram.StartAsync([
            ("ASPNETCORE_URLS", url),
            ("MAIN_APP_BASE_URL", url),
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString()),
            .. settings,
        ]);
    }

    private static (bool Required, bool Consented, string? At, string? WithdrawnAt) StateOf(Answer consent) =>
        (
            consent.Flag("required"),
            consent.Flag("consented"),
            consent.Words("consented_at"),
            consent.Words("withdrawn_at")
        );

    /// <summary>Looks for pieces of the picture, without its first bytes, which such JPEGs have in common.</summary>
    private static void AssertAbsent(byte[] files, byte[] picture)
    {
        for (var offset = 1024; offset + 16 <= picture.Length; offset += 1500)
            Assert.True(
                files.AsSpan().IndexOf(picture.AsSpan(offset, 16)) < 0,
                $"The picture is in the files, from byte {offset} on."
            );
    }

    private static async Task<byte[]> ReadAllAsync(string folder)
    {
        using var all = new MemoryStream();
        foreach (
            var path in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))
        )
        {
            await using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            await file.CopyToAsync(all);
        }

        return all.ToArray();
    }
}
