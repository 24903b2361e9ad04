using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Of fifty requests at once exactly one wins, every time.</summary>
public sealed class ConcurrencyTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const int BatchSize = 50;
    private const int Rounds = 5;

    [Fact]
    public async Task Fifty_openings_at_once_open_one_session()
    {
        using var teacher = await program.TeacherAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await AllAtOnceAsync(_ => teacher.TriesToOpenAsync(Opening()));
            var opened = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
            Assert.All(
                answers.Where(answer => answer != opened),
                answer => answer.Expect(HttpStatusCode.BadRequest, "session_overlaps")
            );
            await teacher.FinishesAsync(opened["attendance_id"].GetGuid());
        }
    }

    [Fact]
    public async Task Fifty_check_ins_of_one_student_at_once_make_one_record()
    {
        using var teacher = await program.TeacherAsync();
        var id = await teacher.OpensAsync();
        for (var round = 0; round < Rounds; round++)
        {
            using var student = await program.StudentAsync();
            var answers = await AllAtOnceAsync(_ => student.AttendsAsync(id));
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.Equal(BatchSize - 1, answers.Count(answer => answer.Code == "already_present"));
        }

        Assert.Equal(Rounds, (await teacher.ListsAsync(id)).Count);
    }

    [Fact]
    public async Task Fifty_selfies_of_one_student_at_once_start_one_face_check()
    {
        using var teacher = await program.TeacherAsync();
        var id = await teacher.OpensAsync(option: 3);
        using var student = await program.StudentAsync();
        byte[] selfie = [0xFF, 0xD8, 0xFF, .. new byte[2000]];
        var answers = await AllAtOnceAsync(_ => student.AttendsAsync(id, selfie));
        Assert.Equal(
            "FACE_RECOGNITION_PENDING",
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK).Words("fail_reason")
        );
        Assert.Equal(BatchSize - 1, answers.Count(answer => answer.Code == "already_pending"));
        Assert.Equal(1, Assert.Single((await teacher.ListsAsync(id)).Values).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Finishing_and_opening_at_once_leave_at_most_one_active_session()
    {
        using var teacher = await program.TeacherAsync();
        var current = await teacher.OpensAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var finished = current;
            var answers = await AllAtOnceAsync(number =>
                number % 2 == 0
                    ? teacher.PostAsync($"/api/v1/teacher/attendances/{finished}/finish")
                    : teacher.TriesToOpenAsync(Opening())
            );
            Assert.Equal(BatchSize / 2, answers.Count(answer => answer.Status == HttpStatusCode.NoContent));
            Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.Created), 0, 1);

            var live = await teacher.FindsLiveAsync();
            current =
                live.Body.ValueKind == JsonValueKind.Null
                    ? await teacher.OpensAsync()
                    : live["attendance_id"].GetGuid();
            Assert.NotEqual(finished, current);
        }
    }

    private static object Opening() =>
        new
        {
            lesson_name = "Calculus",
            end_time = TimeProvider.System.GetUtcNow().AddMinutes(30),
            security_option = 1,
        };

    private static Task<Answer[]> AllAtOnceAsync(Func<int, Task<Answer>> send) =>
        Task.WhenAll(Enumerable.Range(0, BatchSize).Select(send));
}
