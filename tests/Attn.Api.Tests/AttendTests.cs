using System.Net;
using System.Net.Http.Headers;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>
/// Every refusal of a check-in has its code, and the sentence where the contract fixes one. Those of tickets are in
/// <see cref="JoinTicketTests"/>.
/// </summary>
public sealed class AttendTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private static byte[] Picture => [0xFF, 0xD8, 0xFF, .. new byte[100]];

    [Fact]
    public async Task An_unknown_session_is_refused()
    {
        using var student = await program.NewStudentAsync();
        AssertRefused(
            await student.AttendsAsync(Guid.NewGuid()),
            "not_found",
            "This attendance session does not exist."
        );
    }

    [Fact]
    public async Task A_session_that_has_not_started_is_refused()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, startsIn: 5);

        AssertRefused(
            await student.AttendsAsync(id),
            "session_not_started",
            "This attendance session has not started yet."
        );
    }

    [Fact]
    public async Task A_session_that_has_ended_is_refused_live_and_archived()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher);
        await teacher.FinishesAsync(id);

        const string sentence = "This attendance session has already ended.";
        AssertRefused(await student.AttendsAsync(id), "session_ended", sentence);
        await teacher.IsInHistoryAsync(id);
        AssertRefused(await student.AttendsAsync(id), "session_ended", sentence);
    }

    [Fact]
    public async Task A_student_who_is_present_is_refused()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);

        AssertRefused(
            await student.AttendsAsync(id),
            "already_present",
            "You have already successfully joined this session."
        );
    }

    [Fact]
    public async Task A_student_whose_face_is_being_checked_is_refused()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, option: 3);
        (await student.AttendsAsync(id, Picture)).Expect(HttpStatusCode.OK);

        AssertRefused(
            await student.AttendsAsync(id, Picture),
            "already_pending",
            "Your attendance is already pending verification. Please wait."
        );
    }

    [Fact]
    public async Task A_student_whom_the_teacher_has_decided_on_is_refused()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher);
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.FailsAsync(id, student.Number, "Left at once")).Expect(HttpStatusCode.OK);

        AssertRefused(
            await student.AttendsAsync(id),
            "decided_by_teacher",
            "Your teacher has already decided on your attendance."
        );
    }

    [Fact]
    public async Task A_body_that_is_not_a_picture_is_422()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, option: 3);

        var notAPicture = await student.AttendsAsync(id, "not a picture"u8.ToArray());
        notAPicture.Expect(HttpStatusCode.UnprocessableEntity, "not_valid");
        Assert.NotEmpty(notAPicture["errors"].GetProperty("normal_image").EnumerateArray());
        using var form = new StringContent("no part at all");
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var brokenForm = await student.SendAsync(
            new(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend") { Content = form }
        );
        brokenForm.Expect(HttpStatusCode.UnprocessableEntity, "not_valid");
        Assert.NotEmpty(brokenForm["errors"].GetProperty("normal_image").EnumerateArray());
    }

    [Fact]
    public async Task A_picture_over_eight_megabytes_is_413()
    {
        using var teacher = await program.NewTeacherAsync();
        using var student = await program.NewStudentAsync();
        var id = await program.OpensAsync(teacher, option: 3);

        var tooLarge = await student.AttendsAsync(id, [.. Picture, .. new byte[8 * 1024 * 1024]]);
        tooLarge.Expect(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task A_selfie_is_503_while_the_outbox_is_full()
    {
        await using var own = await ClockedProgram.StartAsync();
        using var teacher = await own.NewTeacherAsync();
        using var student = await own.NewStudentAsync();
        var id = await own.OpensAsync(teacher, option: 3);
        await FillOutboxAsync(own, id);

        var refused = await student.AttendsAsync(id, Picture);

        refused.Expect(HttpStatusCode.ServiceUnavailable, "too_many_pending_face_checks");
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound, "record_not_found");
    }

    private static void AssertRefused(Answer answer, string code, string sentence)
    {
        answer.Expect(HttpStatusCode.BadRequest, code);
        Assert.Equal(sentence, answer.Detail);
    }

    /// <summary>Starts a check of a classmate whose pictures take all the room that there is.</summary>
    private static async Task FillOutboxAsync(ClockedProgram own, Guid id)
    {
        var check = new SelfieCheck(Guid.NewGuid(), new LiveStoreLimits().OutboxBytes, TimeSpan.FromMinutes(2));
        var attempt = new CheckInAttempt(id, "4711", "Ayşe Yılmaz", CheckInEvidence.Of(check));
        var outcome = await own
            .Services.GetRequiredService<ILiveStore>()
            .ChangeRecordAsync(
                id,
                attempt.StudentNumber,
                (session, record) => CheckInRules.CheckIn(session, record, attempt, own.Now),
                CancellationToken.None
            );
        Assert.False(outcome!.IsRefused);
    }
}
