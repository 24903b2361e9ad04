using System.Net;
using System.Text;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>The program without settings compares faces itself.</summary>
public sealed class EmbeddedFaceTests
{
    [Fact]
    public async Task The_same_person_is_accepted_and_another_one_refused()
    {
        var largePhoto = SampleFaces.Large(SampleFaces.AnnaElsewhere, "photographer's note", scale: 2);
        Assert.True(largePhoto.Length is > 128 * 1024 and < 1024 * 1024, $"{largePhoto.Length} bytes");
        using var photos = new DemoPhotos().OfAll(2, SampleFaces.AnnaElsewhere).Of(4, largePhoto);
        await using var program = await AttnProgram.StartAsync(photos.Setting);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var anna = await Student.SignsInAsync(program.Url, 1);
        using var berta = await Student.SignsInAsync(program.Url, 2);
        using var faceless = await Student.SignsInAsync(program.Url, 3);
        using var large = await Student.SignsInAsync(program.Url, 4);

        Assert.Equal(
            Waiting.Pending,
            (await anna.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        (await berta.AttendsAsync(id, SampleFaces.Berta)).Expect(HttpStatusCode.OK);
        (await faceless.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        (await large.AttendsAsync(id, SampleFaces.Large(SampleFaces.AnnaSmiling, "a note"))).Expect(HttpStatusCode.OK);

        Assert.True((await anna.ForVerdictAsync(id)).Flag("is_attended"));
        Assert.Equal(
            "FACE_VERIFICATION_FAILED: faces do not match",
            (await berta.ForVerdictAsync(id)).Words("fail_reason")
        );
        Assert.Equal(
            "FACE_VERIFICATION_FAILED: no face found in the profile photo",
            (await faceless.ForVerdictAsync(id)).Words("fail_reason")
        );
        Assert.Null((await large.ForVerdictAsync(id)).Words("fail_reason"));

        // A retry with the right face.
        (await berta.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        Assert.True((await berta.ForVerdictAsync(id)).Flag("is_attended"));
    }

    [Fact]
    public async Task A_check_that_waits_when_the_program_is_killed_is_made_after_the_restart()
    {
        using var photos = new DemoPhotos().OfAll(6, SampleFaces.AnnaElsewhere);
        var url = $"http://127.0.0.1:{Attn.Testing.FreePort.Find()}";
        await using var program = await AttnProgram.StartAsync(photos.Setting, ("ASPNETCORE_URLS", url));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        var students = new List<Student>();
        for (var number = 1; number <= 6; number++)
            students.Add(await Student.SignsInAsync(program.Url, number));
        await Task.WhenAll(
            students.Select(async student =>
                (await student.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK)
            )
        );

        await program.KillAsync();
        await program.StartAgainAsync();

        foreach (var student in students)
            Assert.True((await student.ForVerdictAsync(id, TimeSpan.FromSeconds(150))).Flag("is_attended"));
    }

    [Fact]
    public async Task A_large_unreadable_selfie_is_422_and_a_large_unreadable_photo_counts_as_missing()
    {
        var broken = Selfies.Any(900_000);
        using var photos = new DemoPhotos().Of(1, SampleFaces.AnnaElsewhere).Of(2, broken);
        await using var program = await AttnProgram.StartAsync(photos.Setting);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);
        using var photoless = await Student.SignsInAsync(program.Url, 2);

        var refused = (await student.AttendsAsync(id, Selfies.Any(3_000_000))).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        Assert.Contains(
            "cannot be read",
            refused["errors"].GetProperty("normal_image").EnumerateArray().First().GetString(),
            StringComparison.Ordinal
        );
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound);
        Assert.Equal(
            "REFERENCE_IMAGE_NOT_FOUND",
            (await photoless.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
    }

    [Fact]
    public async Task Large_pictures_reach_the_verifier_small_and_without_metadata()
    {
        const string note = "taken at 41.0115 N 28.9634 E";
        var selfie = SampleFaces.Large(SampleFaces.AnnaSmiling, note);
        Assert.True(selfie.Length is > 1024 * 1024 and < 8 * 1024 * 1024, $"{selfie.Length} bytes");
        Assert.True(selfie.AsSpan().IndexOf(Encoding.ASCII.GetBytes(note)) >= 0);
        await using var verifier = await PlayedVerifier.StartAsync();
        using var photos = new DemoPhotos().Of(1, SampleFaces.Large(SampleFaces.AnnaElsewhere, note, scale: 2));
        await using var program = await AttnProgram.StartAsync(
            photos.Setting,
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString())
        );
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        using var student = await Student.SignsInAsync(program.Url, 1);

        (await student.AttendsAsync(id, selfie)).Expect(HttpStatusCode.OK);
        var sent = await verifier.WaitsForRequestOfAsync(student.Number);
        Assert.True(sent.Selfie.Length is > 10_000 and <= 1024 * 1024, $"{sent.Selfie.Length} bytes");
        Assert.True(sent.ProfilePhoto.Length is > 10_000 and <= 64 * 1024, $"{sent.ProfilePhoto.Length} bytes");
        foreach (var picture in new[] { sent.Selfie, sent.ProfilePhoto })
            Assert.True(picture.AsSpan().IndexOf(Encoding.ASCII.GetBytes(note)) < 0);
    }
}
