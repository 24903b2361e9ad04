using System.Globalization;
using System.Net;
using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>A course of demo teacher 1 as large as they come: its class list and its class sessions.</summary>
internal sealed class BigClass : IAsyncDisposable
{
    public const string University = "Örnek Üniversitesi";
    public const string Course = "Yazılım Mühendisliğine Giriş";
    public const string Code = "BLM101";

    /// <summary>The first of the list misses this many class sessions at the end, in a row.</summary>
    public const int MissedInARow = 3;

    private static readonly string[] FirstNames =
    [
        "Ayşe",
        "Çağrı",
        "Şule",
        "İpek",
        "Işıl",
        "Ömer",
        "Ümit",
        "Gülşah",
        "Barış",
        "Zeynep",
        "Fatma Nur",
        "Mehmet Ali",
        "Doğukan",
        "Ece",
        "Hüseyin",
        "Yağmur",
        "Elif Su",
        "Kübra",
        "Oğuz",
        "Tuğba",
    ];

    private static readonly string[] Surnames =
    [
        "Işık",
        "Öztürk",
        "Gündoğdu",
        "Karaosmanoğlu",
        "Çelik",
        "Şahin",
        "Yılmaz",
        "Kılıç",
        "Aydın",
        "Ağaoğlu",
        "Demir",
        "Ünlü",
        "İnce",
        "Büyükşahin",
        "Doğan",
    ];

    private BigClass(AttnProgram program) => Program = program;

    public AttnProgram Program { get; }

    public string CourseId { get; private set; } = "";

    public Guid LastHeld { get; private set; }

    /// <summary>Runs still.</summary>
    public Guid Live { get; private set; }

    public IReadOnlyList<(string Number, string Name)> Students { get; private set; } = [];

    /// <summary>
    /// The last student comes to every class session, the first to all but the last few; the others are absent.
    /// </summary>
    public static async Task<BigClass> MakeAsync(int students, int sessions)
    {
        var made = new BigClass(await AttnProgram.StartAsync(("INSTITUTION_NAME", University)));
        try
        {
            await made.FillAsync(students, sessions);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Program.DisposeAsync();

    private async Task FillAsync(int students, int sessions)
    {
        Students = [.. Enumerable.Range(0, students).Select(StudentOf)];
        using var teacher = await Teacher.SignsInAsync(Program.Url);
        var course = await teacher.PostAsync(
            "/api/v1/teacher/courses",
            new
            {
                name = Course,
                code = Code,
                section = "2",
            }
        );
        CourseId = course.Expect(HttpStatusCode.Created).Words("course_id")!;
        var list = Students.Select(student => new
        {
            student_school_number = student.Number,
            student_full_name = student.Name,
        });
        (await teacher.PutAsync($"/api/v1/teacher/courses/{CourseId}/students", new { students = list })).Expect(
            HttpStatusCode.OK
        );
        for (var held = 0; held < sessions; held++)
        {
            var id = await OpensAsync(teacher);
            (await teacher.AddsAsync(id, Students[^1].Number, Students[^1].Name)).Expect(HttpStatusCode.Created);
            if (held + MissedInARow < sessions)
                (await teacher.AddsAsync(id, Students[0].Number, Students[0].Name)).Expect(HttpStatusCode.Created);
            await teacher.FinishesAsync(id);
            LastHeld = id;
        }
        Live = await OpensAsync(teacher);
        (await teacher.AddsAsync(Live, Students[0].Number, Students[0].Name)).Expect(HttpStatusCode.Created);
    }

    private async Task<Guid> OpensAsync(Teacher teacher)
    {
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                course_id = CourseId,
                end_time = end,
                security_option = 1,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    private static (string Number, string Name) StudentOf(int index) =>
        (
            string.Create(CultureInfo.InvariantCulture, $"0401230{index + 1:000}"),
            $"{FirstNames[index % FirstNames.Length]} {Surnames[index / FirstNames.Length % Surnames.Length]}"
        );
}
