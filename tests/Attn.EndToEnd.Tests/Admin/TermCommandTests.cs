using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Admin;

/// <summary><c>admin set-term</c> as a process, and what the program says of terms.</summary>
public sealed class TermCommandTests
{
    [Fact]
    public async Task Entered_term_takes_over_the_made_one_with_its_courses()
    {
        await using var program = await AttnProgram.StartAsync();
        using (var teacher = await Teacher.SignsInAsync(program.Url))
            (await teacher.PostAsync("/api/v1/teacher/courses", new { name = "Algebra" })).Expect(
                HttpStatusCode.Created
            );
        await program.StopAsync();

        var now = TimeProvider.System.GetUtcNow();
        string[] days = [$"{now.AddDays(-170):yyyy-MM-dd}", $"{now.AddDays(170):yyyy-MM-dd}"];
        var entered = (await program.AdminAsync("set-term", "This Term", days[0], days[1])).Expect(0);
        Assert.Contains($"{days[0]}  {days[1]}  This Term", entered.Output, StringComparison.Ordinal);
        foreach (
            var (name, first, last) in new[]
            {
                ("Another", days[0], days[1]),
                ("Backwards", days[1], days[0]),
                ("For ever", "2000-01-01", "2099-12-31"),
            }
        )
        {
            var refused = (await program.AdminAsync("set-term", name, first, last)).Expect(1);
            Assert.Equal("", refused.Output);
            Assert.NotEqual("", refused.Errors);
        }

        (await program.AdminAsync("set-term", "Broken", "soon", "later")).Expect(2);

        await program.StartAgainAsync();
        using var again = await Teacher.SignsInAsync(program.Url);
        var course = Assert.Single(
            (await again.GetAsync("/api/v1/teacher/courses")).Expect(HttpStatusCode.OK).Body.EnumerateArray().ToList()
        );
        Assert.Equal("Algebra", course.GetProperty("name").GetString());
        Assert.Equal("This Term", course.GetProperty("term").GetProperty("name").GetString());
        Assert.Equal(days[0], course.GetProperty("term").GetProperty("first_day").GetString());
    }
}
