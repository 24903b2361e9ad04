using System.Net;
using Attn.Faces.Contracts;
using Attn.Testing;
using Attn.Testing.Pictures;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>
/// Pictures that are small as files and huge when decoded, sent to the real programs by many at once. Both programs
/// have four cores, and the memory that counts is the most that they ever had.
/// </summary>
public sealed class PictureBombTests(ITestOutputHelper output)
{
    private const long MaxBytes = 700L * 1024 * 1024;

    /// <summary>While four threads of the same process compare faces as well, within 1 GB.</summary>
    private const long MaxWithComparisons = 900L * 1024 * 1024;

    private const string TooLarge = "picture_too_large";
    private const int Students = 60;
    private const int Honest = Students + 1;
    private const int UploadBytes = 8 * 1024 * 1024;

    /// <summary>
    /// What the programs' own setting (30 %) makes of a container of 1 GB, and what the image sets: without it the C
    /// library keeps freed memory apart for every thread.
    /// </summary>
    private static readonly (string, string)[] SmallContainer =
    [
        ("DOTNET_PROCESSOR_COUNT", "4"),
        ("DOTNET_GCHeapHardLimit", "0x13333333"),
        ("MALLOC_ARENA_MAX", "2"),
    ];

    [Fact]
    public async Task The_program_survives_all_of_them_and_serves_others_meanwhile()
    {
        using var photos = new DemoPhotos().OfAll(Honest, SampleFaces.AnnaElsewhere);
        await using var program = await AttnProgram.StartAsync([
            .. SmallContainer,
            photos.Setting,
            ("DEMO_STUDENTS", "100"),
            // A busy machine may take its time; what is tested is memory.
            ("REQUEST_TIMEOUT_SECONDS", "300"),
        ]);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        var students = await Task.WhenAll(
            Enumerable.Range(1, Students).Select(number => Student.SignsInAsync(program.Url, number))
        );
        output.WriteLine($"{program.PeakBytes >> 20} MB when all are signed in");

        foreach (var bomb in new[] { PictureBombs.Interlaced, PictureBombs.InterlacedAndPadded })
            await AllRefusedAsync(Enumerable.Repeat(students[0], 6), bomb);
        output.WriteLine($"{program.PeakBytes >> 20} MB after six at once by one student, plain and padded");

        foreach (var (kind, make) in PictureBombs.TooLarge)
        {
            await AllRefusedAsync(students.Take(6), make());
            output.WriteLine($"{program.PeakBytes >> 20} MB after {kind}");
        }

        var junk = new byte[UploadBytes - 1];
        (junk[0], junk[1], junk[2]) = (0xFF, 0xD8, 0xFF);
        foreach (var answer in await Task.WhenAll(students.Take(50).Select(each => each.AttendsAsync(id, junk))))
            Assert.True(answer.Code is "not_valid" or "too_many_pending_face_checks", answer.Text);
        output.WriteLine($"{program.PeakBytes >> 20} MB after fifty uploads of 8 MB at once");

        Assert.InRange(program.PeakBytes, 0, MaxBytes);

        await AHarmlessClassAttendsAsync(program, id, students);
        output.WriteLine($"{program.PeakBytes >> 20} MB at the end");
        Assert.False(program.HasExited);
        Assert.InRange(program.PeakBytes, 0, MaxWithComparisons);

        async Task AllRefusedAsync(IEnumerable<Student> senders, byte[] bomb)
        {
            foreach (var answer in await Task.WhenAll(senders.Select(each => each.AttendsAsync(id, bomb))))
                Assert.True(answer.Code is TooLarge or "already_pending", answer.Text);
        }
    }

    [Fact]
    public async Task The_verifier_survives_all_of_them_and_compares_others_meanwhile()
    {
        using var photos = new DemoPhotos().Of(Honest, SampleFaces.AnnaElsewhere);
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        await using var verifier = await FaceVerifierProgram.StartAsync(new(url), SmallContainer);
        await using var program = await AttnProgram.StartAsync(
            photos.Setting,
            ("ASPNETCORE_URLS", url),
            ("MAIN_APP_BASE_URL", url),
            ("DEMO_STUDENTS", "100"),
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString())
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var honest = await Student.SignsInAsync(program.Url, Honest);
        using var sender = new HttpClient { BaseAddress = verifier.Url };
        Task<int> SendAsync(byte[] picture, byte[] intended) => SubmitAsync(sender, url, picture, intended);

        var statuses = await Task.WhenAll(
            Enumerable.Repeat(PictureBombs.Interlaced, 16).Select(bomb => SendAsync(bomb, SampleFaces.Berta))
        );
        Assert.All(statuses, status => Assert.Equal(422, status));
        output.WriteLine($"{verifier.PeakBytes >> 20} MB after sixteen at once");

        foreach (var (kind, make) in PictureBombs.TooLarge)
        {
            var bomb = make();
            Assert.Equal(422, await SendAsync(bomb, SampleFaces.Berta));
            Assert.Equal(422, await SendAsync(SampleFaces.Berta, bomb));
            output.WriteLine($"{verifier.PeakBytes >> 20} MB after {kind}");
        }

        (await honest.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        foreach (var (kind, make) in PictureBombs.Harmless)
        {
            var picture = make();
            var answers = await Task.WhenAll(Enumerable.Repeat(picture, 4).Select(each => SendAsync(each, each)));
            Assert.All(answers, status => Assert.True(status is 202 or 503, $"{kind}: {status}"));
            output.WriteLine($"{verifier.PeakBytes >> 20} MB after {kind}");
        }

        var large = new byte[16 * 1024 * 1024];
        (large[0], large[1], large[2]) = (0xFF, 0xD8, 0xFF);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => SendAsync(large, SampleFaces.Berta)));
        Assert.True((await honest.ForVerdictAsync(id, TimeSpan.FromMinutes(10))).Flag("is_attended"));
        output.WriteLine($"{verifier.PeakBytes >> 20} MB at the end");
        Assert.False(verifier.HasExited);
        Assert.InRange(verifier.PeakBytes, 0, MaxBytes);
    }

    /// <summary>Everybody's picture is decoded and compared; one of them is who they say.</summary>
    private static async Task AHarmlessClassAttendsAsync(AttnProgram program, Guid id, Student[] students)
    {
        using var honest = await Student.SignsInAsync(program.Url, Honest);
        byte[][] pictures = [.. PictureBombs.Harmless.Values.Select(make => make())];
        var attends = students
            .Select((student, at) => student.AttendsAsync(id, pictures[at % pictures.Length]))
            .Append(honest.AttendsAsync(id, SampleFaces.AnnaSmiling));
        var answers = await Task.WhenAll(attends);
        Assert.All(
            answers[..^1],
            answer => Assert.True(answer.IsSuccess || answer.Code == "too_many_pending_face_checks", answer.Text)
        );
        answers[^1].Expect(HttpStatusCode.OK);
        var record = await honest.ForVerdictAsync(id, TimeSpan.FromMinutes(10));
        Assert.True(record.Flag("is_attended"), record.Text);
        Assert.Equal(
            "FACE_VERIFICATION_FAILED: no face found in the selfie",
            (await students[0].ForVerdictAsync(id, TimeSpan.FromMinutes(10))).Words("fail_reason")
        );
    }

    private static async Task<int> SubmitAsync(HttpClient sender, string webhooks, byte[] picture, byte[] intended)
    {
        var id = Guid.NewGuid();
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{webhooks}/api/v1/webhooks/verification-result/{id}"), "webhook_url" },
            { new StringContent(id.ToString()), "verification_id" },
            { new StringContent("1"), "student_school_number" },
            { new ByteArrayContent(picture), "picture", "picture" },
            { new ByteArrayContent(intended), "intended_picture", "intended_picture" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "verify-face-async") { Content = form };
        request.Headers.Add(
            FaceSignatures.RequestHeader,
            FaceSignatures.SignRequest(id, picture, intended, FaceSignatures.DevelopmentKey)
        );
        using var response = await sender.SendAsync(request);
        return (int)response.StatusCode;
    }
}
