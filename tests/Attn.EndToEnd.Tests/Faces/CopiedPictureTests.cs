using System.Net;
using System.Text.Json;
using Attn.Testing.Program;
using NetVips;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>Pictures that are no selfies of this moment, at the program that compares faces itself.</summary>
public sealed class CopiedPictureTests
{
    [Fact]
    public async Task A_changed_copy_of_the_profile_photo_is_left_to_the_teacher_with_a_flag_that_stays()
    {
        using var photos = new DemoPhotos().OfAll(4, SampleFaces.AnnaElsewhere);
        await using var program = await AttnProgram.StartAsync(photos.Setting);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        var id = await teacher.OpensAsync(option: 3);
        Func<Image, Image>[] changes =
        [
            image => image.FlipHor(),
            image => (image * 1.08).Cast(Enums.BandFormat.Uchar),
            image => ((image - 128) * 1.15 + 128).Cast(Enums.BandFormat.Uchar),
            image => (image.Crop(45, 45, 470, 470) * 1.1).Cast(Enums.BandFormat.Uchar),
        ];
        for (var number = 1; number <= changes.Length; number++)
        {
            using var student = await Student.SignsInAsync(program.Url, number);
            var copy = Edit(SampleFaces.AnnaElsewhere, changes[number - 1]);
            (await student.AttendsAsync(id, copy)).Expect(HttpStatusCode.OK);

            var record = await student.ForVerdictAsync(id);
            Assert.Equal("NEEDS_TEACHER", record.Words("fail_reason"));
            Assert.Equal("needs_teacher", record.Words("reason_code"));
            Assert.True(record.Flag("may_retry"));
            Assert.Empty(FlagsOf(record.Body));
            Assert.Equal(["profile_photo_copy"], FlagsOf((await teacher.ListsAsync(id))[student.Number]));
        }

        using var honest = await Student.SignsInAsync(program.Url, 1);
        (await honest.AttendsAsync(id, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        Assert.True((await honest.ForVerdictAsync(id)).Flag("is_attended"));
        Assert.Equal(["profile_photo_copy"], FlagsOf((await teacher.ListsAsync(id))[honest.Number]));

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(["profile_photo_copy"], FlagsOf((await teacher.ListsAsync(id))[honest.Number]));
        Assert.Equal(["profile_photo_copy"], FlagsOf(await ReportedAsync(teacher, id, honest)));
    }

    [Fact]
    public async Task A_selfie_counts_in_one_class_session_and_a_new_one_in_the_next()
    {
        using var photos = new DemoPhotos().OfAll(2, SampleFaces.AnnaElsewhere);
        await using var program = await AttnProgram.StartAsync(photos.Setting);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var another = await Teacher.SignsInAsync(program.Url, 2);
        using var student = await Student.SignsInAsync(program.Url, 1);
        using var friend = await Student.SignsInAsync(program.Url, 2);
        var first = await teacher.OpensAsync(option: 3);
        var atOnce = await another.OpensAsync(option: 3);
        (await student.AttendsAsync(first, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        Assert.True((await student.ForVerdictAsync(first)).Flag("is_attended"));

        // Live, in another class session at the same time.
        await AssertUsedBeforeAsync(student, atOnce, SampleFaces.AnnaSmiling);

        // Past, also stored again.
        await teacher.FinishesAsync(first);
        await teacher.IsInHistoryAsync(first);
        var second = await teacher.OpensAsync(option: 3);
        await AssertUsedBeforeAsync(student, second, SampleFaces.AnnaSmiling);
        await AssertUsedBeforeAsync(
            student,
            second,
            Edit(SampleFaces.AnnaSmiling, image => image.Copy(), ".jpg[Q=60]")
        );
        await AssertUsedBeforeAsync(student, second, Edit(SampleFaces.AnnaSmiling, image => image.Resize(0.7)));
        await AssertUsedBeforeAsync(student, second, Edit(SampleFaces.AnnaSmiling, image => image.Copy(), ".png"));
        Assert.Equal(
            0,
            (await teacher.ListsAsync(second))[student.Number].GetProperty("refused_face_checks").GetInt32()
        );

        // Somebody else's pictures have nothing to do with it, and a new one counts.
        (await friend.AttendsAsync(second, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);
        Assert.True((await friend.ForVerdictAsync(second)).Flag("is_attended"));
        var fresh = Edit(SampleFaces.AnnaSmiling, image => image.Crop(60, 20, 380, 440));
        (await student.AttendsAsync(second, fresh)).Expect(HttpStatusCode.OK);
        Assert.True((await student.ForVerdictAsync(second)).Flag("is_attended"));
    }

    [Fact]
    public async Task A_used_selfie_is_known_after_a_kill()
    {
        var url = $"http://127.0.0.1:{Attn.Testing.FreePort.Find()}";
        using var photos = new DemoPhotos().Of(1, SampleFaces.AnnaElsewhere);
        await using var program = await AttnProgram.StartAsync(photos.Setting, ("ASPNETCORE_URLS", url));
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var another = await Teacher.SignsInAsync(program.Url, 2);
        using var student = await Student.SignsInAsync(program.Url, 1);
        var first = await teacher.OpensAsync(option: 3);
        (await student.AttendsAsync(first, SampleFaces.AnnaSmiling)).Expect(HttpStatusCode.OK);

        await program.KillAsync();
        await program.StartAgainAsync();

        await AssertUsedBeforeAsync(student, await another.OpensAsync(option: 3), SampleFaces.AnnaSmiling);
    }

    [Fact]
    public async Task Refused_faces_stay_visible_when_the_student_then_wants_no_face_check()
    {
        using var photos = new DemoPhotos().OfAll(2, SampleFaces.AnnaElsewhere);
        await using var program = await AttnProgram.StartAsync(photos.Setting);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        using var student = await Student.SignsInAsync(program.Url, 1);
        using var other = await Student.SignsInAsync(program.Url, 2);
        var id = await teacher.OpensAsync(option: 3);
        for (var time = 0; time < 5; time++)
        {
            (await student.AttendsAsync(id, SampleFaces.Berta)).Expect(HttpStatusCode.OK);
            await student.ForVerdictAsync(id);
        }

        var own = (await student.AttendsWithoutFaceAsync(id)).Expect(HttpStatusCode.OK);
        (await other.AttendsWithoutFaceAsync(id)).Expect(HttpStatusCode.OK);

        Assert.Equal("needs_teacher", own.Words("reason_code"));
        Assert.Empty(FlagsOf(own.Body));
        AssertShown((await teacher.ListsAsync(id))[student.Number]);
        AssertShown(await ReportedAsync(teacher, id, student));
        Assert.Empty(FlagsOf((await teacher.ListsAsync(id))[other.Number]));

        (await teacher.AcceptsAsync(id, student.Number)).Expect(HttpStatusCode.OK);
        AssertShown((await teacher.ListsAsync(id))[student.Number]);
        (await teacher.UndoesAsync(id, student.Number)).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        AssertShown((await teacher.ListsAsync(id))[student.Number]);
        AssertShown(await ReportedAsync(teacher, id, student));
        var csv = (
            await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/report?format=csv&separator=comma")
        ).Expect(HttpStatusCode.OK);
        Assert.Contains(",5,face_refused_before", csv.Text, StringComparison.Ordinal);
        Assert.Empty(FlagsOf((await student.StatusAsync(id)).Expect(HttpStatusCode.OK).Body));
    }

    private static void AssertShown(JsonElement record)
    {
        Assert.Equal(["face_refused_before"], FlagsOf(record));
        Assert.Equal(5, record.GetProperty("refused_face_checks").GetInt32());
    }

    private static async Task AssertUsedBeforeAsync(Student student, Guid id, byte[] selfie)
    {
        var record = (await student.AttendsAsync(id, selfie)).Expect(HttpStatusCode.OK);
        Assert.Equal("selfie_used_before", record.Words("reason_code"));
        Assert.StartsWith("FACE_VERIFICATION_FAILED: ", record.Words("fail_reason"), StringComparison.Ordinal);
        Assert.True(record.Flag("may_retry"));
    }

    private static async Task<JsonElement> ReportedAsync(Teacher teacher, Guid id, Student student) =>
        (await teacher.ReportsAsync(id))["students"]
            .EnumerateArray()
            .Single(row => row.GetProperty("user_school_number").GetString() == student.Number);

    private static List<string> FlagsOf(JsonElement record) =>
        [.. record.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!)];

    private static byte[] Edit(byte[] picture, Func<Image, Image> edit, string format = ".jpg[Q=92]")
    {
        using var image = Image.NewFromBuffer(picture);
        using var edited = edit(image);
        return edited.WriteToBuffer(format);
    }
}
