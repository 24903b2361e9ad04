using System.Globalization;
using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Authorization;

/// <summary>
/// A class session and everybody who may send a request about it: its teacher, another teacher, a student whose record
/// the teacher has decided about, and a student without a record. All have just signed in, with unused rate limits.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly ClockedProgram _program;

    private Scene(
        ClockedProgram program,
        string lesson,
        Teacher owner,
        Teacher colleague,
        Teacher otherTeacher,
        Student student,
        Student otherStudent
    )
    {
        _program = program;
        Lesson = lesson;
        Nobody = new(program.Url);
        Owner = owner;
        Colleague = colleague;
        OtherTeacher = otherTeacher;
        Student = student;
        OtherStudent = otherStudent;
    }

    public AttnClient Nobody { get; }

    public Teacher Owner { get; }

    /// <summary>Teaches the owner's course as an assistant.</summary>
    public Teacher Colleague { get; }

    public Teacher OtherTeacher { get; }

    public Student Student { get; }

    public Student OtherStudent { get; }

    /// <summary>No other scene uses it.</summary>
    public string Lesson { get; }

    /// <summary>The course of the class session.</summary>
    public Guid Course { get; private set; }

    /// <summary>The class session, in the scene's state.</summary>
    public Guid Session { get; private set; }

    /// <summary>A code for the session, while it is live.</summary>
    public string Code { get; private set; } = "";

    /// <summary>A ticket for the live session that no student owns yet.</summary>
    public string Ticket { get; private set; } = "";

    /// <summary>Texts that only the session's teacher and its student may read.</summary>
    public IEnumerable<string> Secrets =>
        [
            Session.ToString(),
            Student.Number,
            string.Create(CultureInfo.InvariantCulture, $"Demo Student {Student.Number.Split('_')[^1]}"),
        ];

    public DateTimeOffset Now => _program.Now;

    /// <param name="number">Different for each scene of a program: it selects students and lesson.</param>
    /// <param name="state">
    /// <c>none</c>, <c>live</c>, <c>joined</c> (live, and the student has a record) or <c>past</c>.
    /// </param>
    public static async Task<Scene> SetAsync(ClockedProgram program, int number, string state)
    {
        var scene = new Scene(
            program,
            string.Create(CultureInfo.InvariantCulture, $"Calculus {number}"),
            await program.TeacherAsync(1),
            await program.TeacherAsync(3),
            await program.TeacherAsync(2),
            await program.StudentAsync(100 + (2 * number)),
            await program.StudentAsync(101 + (2 * number))
        );
        await ClearAsync(scene.Owner);
        await ClearAsync(scene.Colleague);
        await ClearAsync(scene.OtherTeacher);
        if (state != "none")
            await scene.OpenAsync();
        if (state is "joined" or "past")
            await scene.JoinAsync();
        if (state == "past")
            await scene.EndAsync();
        return scene;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var somebody in new AttnClient[] { Nobody, Owner, Colleague, OtherTeacher, Student, OtherStudent })
            somebody.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task ClearAsync(Teacher teacher)
    {
        if (await teacher.FindsLiveAsync() is { Text: not "null" } left)
            await teacher.FinishesAsync(left["attendance_id"].GetGuid());
    }

    private async Task OpenAsync()
    {
        Session = await _program.OpensAsync(Owner, Lesson);
        Course = (await Owner.GetAsync($"/api/v1/teacher/attendances/{Session}"))
            .Expect(HttpStatusCode.OK)["course_id"]
            .GetGuid();
        var colleague = $"/api/v1/teacher/courses/{Course}/teachers/{Colleague.Number}";
        (await Owner.PutAsync(colleague, new { role = "assistant" })).Expect(HttpStatusCode.OK);
        Code = (await Owner.ShowsCodeAsync(Session)).Words("code")!;
        Ticket = (await Nobody.JoinsAsync(Code)).Expect(HttpStatusCode.OK).Words("ticket")!;
    }

    private async Task JoinAsync()
    {
        (await Student.AttendsAsync(Session)).Expect(HttpStatusCode.OK);
        (await Owner.FailsAsync(Session, Student.Number, "Left after five minutes")).Expect(HttpStatusCode.OK);
    }

    private async Task EndAsync()
    {
        _program.Clock.Advance(TimeSpan.FromMinutes(1));
        await Owner.FinishesAsync(Session);
        await Owner.IsInHistoryAsync(Session);
    }
}
