using System.Net;
using System.Text;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Admin;

/// <summary>
/// Two students with data everywhere: in the history and its trail, on a class list, in live sessions, with pictures, a
/// ticket and a consent.
/// </summary>
internal sealed class Places : IDisposable
{
    public const string Number = "demo_student_3";
    public const string Name = "Demo Student 3";
    public const string OtherNumber = "demo_student_4";
    public const string Lesson = "Calculus";

    private Places(Teacher past, Teacher live, Teacher coded, Student student, Student other)
    {
        (PastTeacher, LiveTeacher, CodedTeacher, Student, Other) = (past, live, coded, student, other);
    }

    /// <summary>Held <see cref="Past"/>, and no session now.</summary>
    public Teacher PastTeacher { get; }

    /// <summary>Holds <see cref="Live"/>.</summary>
    public Teacher LiveTeacher { get; }

    public Teacher CodedTeacher { get; }

    public Student Student { get; }

    public Student Other { get; }

    /// <summary>In the history; the teacher decided about the student.</summary>
    public Guid Past { get; private set; }

    /// <summary>Runs; the student's face check waits.</summary>
    public Guid Live { get; private set; }

    public byte[] Selfie { get; } = Selfies.Any();

    public static async Task<Places> FillAsync(Uri url)
    {
        var places = new Places(
            await Teacher.SignsInAsync(url),
            await Teacher.SignsInAsync(url, 2),
            await Teacher.SignsInAsync(url, 5),
            await Student.SignsInAsync(url, 3),
            await Student.SignsInAsync(url, 4)
        );
        await places.FillHistoryAsync();
        await places.FillLiveAsync();
        return places;
    }

    public void Dispose()
    {
        PastTeacher.Dispose();
        LiveTeacher.Dispose();
        CodedTeacher.Dispose();
        Student.Dispose();
        Other.Dispose();
    }

    private async Task FillHistoryAsync()
    {
        await Student.ConsentsAsync();
        Past = await PastTeacher.OpensAsync(Lesson);
        (await Student.AttendsAsync(Past)).Expect(HttpStatusCode.OK);
        (await Other.AttendsAsync(Past)).Expect(HttpStatusCode.OK);
        (await PastTeacher.FailsAsync(Past, Number, "left early")).Expect(HttpStatusCode.OK);
        await PastTeacher.FinishesAsync(Past);
        await PastTeacher.IsInHistoryAsync(Past);
        (await PastTeacher.AcceptsLaterAsync(Past, Number)).Expect(HttpStatusCode.OK);
        using var list = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/teacher/lessons/{Lesson}/students")
        {
            Content = new StringContent($"{Number};{Name}\n{OtherNumber};Demo Student 4\n", Encoding.UTF8, "text/csv"),
        };
        (await PastTeacher.SendAsync(list)).Expect(HttpStatusCode.OK);
    }

    private async Task FillLiveAsync()
    {
        Live = await LiveTeacher.OpensAsync("Physics", option: 3);
        (await Student.AttendsAsync(Live, Selfie)).Expect(HttpStatusCode.OK);
        (await LiveTeacher.AddsAsync(Live, OtherNumber, "Demo Student 4")).Expect(HttpStatusCode.Created);
        var coded = await CodedTeacher.OpensWithCodeAsync(TimeProvider.System.GetUtcNow().AddMinutes(30));
        var ticket = (await Student.JoinsAsync((await CodedTeacher.ShowsCodeAsync(coded)).Words("code")!))
            .Expect(HttpStatusCode.OK)
            .Words("ticket")!;
        (await Student.ClaimsAsync(ticket)).Expect(HttpStatusCode.OK);
    }
}
