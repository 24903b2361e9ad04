using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>Each window that a class session cannot have is refused in words of its own.</summary>
public sealed class SessionWindowTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string EndsBeforeStart = "The end must be later than the start.";
    private const string EndsInThePast = "The session would already be over: choose an end in the future.";
    private const string TooLong = "A session lasts 24 hours at most.";
    private const string StartsTooFarAhead = "A session starts within a year from now.";

    [Theory]
    [InlineData(120, 60, EndsBeforeStart)]
    [InlineData(60, 60, EndsBeforeStart)]
    [InlineData(-120, -60, EndsInThePast)]
    [InlineData(-60, 0, EndsInThePast)]
    [InlineData(0, (24 * 60) + 1, TooLong)]
    [InlineData((366 * 24 * 60) + 1, (366 * 24 * 60) + 30, StartsTooFarAhead)]
    public async Task Opening_with_a_bad_window_is_422(int startsIn, int endsIn, string words)
    {
        using var teacher = await program.NewTeacherAsync();
        var answer = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = "Calculus",
                start_time = program.Now.AddMinutes(startsIn),
                end_time = program.Now.AddMinutes(endsIn),
                security_option = 1,
            }
        );
        AssertNotValid(answer, words);
        Assert.Equal("null", (await teacher.FindsLiveAsync()).Text);
    }

    [Theory]
    [InlineData(0, -1, EndsBeforeStart)]
    [InlineData(5, 3, EndsBeforeStart)]
    [InlineData(0, (24 * 60) + 1, TooLong)]
    public async Task Extending_to_a_bad_window_is_422(int startsIn, int endsIn, string words)
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher, startsIn: startsIn);
        AssertNotValid(await teacher.ExtendsAsync(id, program.Now.AddMinutes(endsIn)), words);
    }

    [Fact]
    public async Task Extending_to_an_end_in_the_past_is_422()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        program.Clock.Advance(TimeSpan.FromMinutes(10));
        AssertNotValid(await teacher.ExtendsAsync(id, program.Now.AddMinutes(-5)), EndsInThePast);
    }

    private static void AssertNotValid(Answer answer, string words)
    {
        answer.Expect(HttpStatusCode.UnprocessableEntity);
        var problem = Assert.Single(answer["errors"].GetProperty("end_time").EnumerateArray());
        Assert.Equal(("not_valid", words), (answer.Code, problem.GetString()));
    }
}
