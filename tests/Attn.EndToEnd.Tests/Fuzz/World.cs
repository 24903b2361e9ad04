using System.Net;
using System.Text.Json.Nodes;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>
/// What the requests work on: signed-in people, class sessions live and past with records, a code and a ticket.
/// Requests use it up (they sign out, finish, delete), so it is renewed from time to time.
/// </summary>
internal sealed class World(Uri url) : IDisposable
{
    public const string Lesson = "Yazılım Mühendisliği";
    private readonly Dictionary<string, AttnClient> _people = new(StringComparer.Ordinal);
    private readonly Queue<Guid> _past = new();
    private int _option;

    public Guid Live { get; private set; }

    public IReadOnlyCollection<Guid> Past => _past;

    /// <summary>Of the live session, and of most requests' teacher.</summary>
    public Guid Course { get; private set; }

    public string Code { get; private set; } = "";

    public string TypedCode { get; private set; } = "";

    public string Ticket { get; private set; } = "";

    /// <summary>Face checks that wait for a verdict.</summary>
    public Func<IReadOnlyList<Guid>> Checks { get; init; } = () => [];

    public Func<byte[], string> Sign { get; init; } = _ => "";

    /// <param name="name">Such as <c>demo_teacher_1</c>.</param>
    public string TokenOf(string name) => _people[name].Token;

    /// <summary>The students whose tokens are used; the first three are in each session.</summary>
    public const int Students = 12;

    /// <summary>An existing value for a field of this name; <c>null</c>: any will do.</summary>
    public JsonNode? Value(string name, Random random) =>
        name switch
        {
            "username" => random.Next(3) == 0 ? "ayse.yilmaz" : $"demo_student_{random.Next(1, 30)}",
            "password" => "password",
            "lesson_name" or "lesson" => random.Next(4) == 0 ? "Calculus" : Lesson,
            "course" => Course.ToString(),
            "number" => random.Next(2) == 0 ? $"demo_teacher_{random.Next(2, 4)}" : StudentNumber(random),
            "columns" => "number:1,name:2",
            "sheet" => 1,
            "teacher_name" => "Demo Teacher 1",
            "start_time" => TimeProvider.System.GetUtcNow().AddMinutes(random.Next(0, 5)).ToString("O"),
            "end_time" => TimeProvider.System.GetUtcNow().AddMinutes(random.Next(10, 200)).ToString("O"),
            "before" => TimeProvider.System.GetUtcNow().AddDays(random.Next(-3, 3)).ToString("O"),
            "from" => "2026-01-01",
            "to" => "2030-12-31",
            "format" => new[] { "json", "csv", "xlsx", "svg", "png" }[random.Next(5)],
            "separator" => new[] { "semicolon", "comma" }[random.Next(2)],
            "limit" => random.Next(1, 1001),
            "student_school_number" or "student" => StudentNumber(random),
            "student_full_name" => "Ayşe Yılmaz",
            "action" => random.Next(2) == 0 ? "accept" : "fail",
            "reason" or "note" => "A reason that is long enough",
            "code" => random.Next(2) == 0 ? Code : TypedCode,
            "ticket" or "X-Join-Ticket" => Ticket,
            "consented" => false,
            "Last-Event-ID" => random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };

    public static string StudentNumber(Random random) => $"demo_student_{random.Next(1, 4)}";

    public Guid AnySession(string template, Random random) =>
        _past.Count > 0 && (template.Contains("historical", StringComparison.Ordinal) || random.Next(4) == 0)
            ? _past.ElementAt(random.Next(_past.Count))
            : Live;

    /// <summary>Signs everybody in, opens a new class session, and finishes the previous one.</summary>
    public async Task RenewAsync()
    {
        for (var number = 1; number <= 4; number++)
            await SignInAsync($"demo_teacher_{number}");
        for (var number = 1; number <= Students; number++)
            await SignInAsync($"demo_student_{number}");
        for (var number = 1; number <= 4; number++)
            await FinishAsync(_people[$"demo_teacher_{number}"]);
        await OpenAsync(_people["demo_teacher_1"]);
    }

    public void Dispose()
    {
        foreach (var person in _people.Values)
            person.Dispose();
    }

    private async Task SignInAsync(string name)
    {
        if (!_people.TryGetValue(name, out var person))
            _people[name] = person = new AttnClient(url);
        else if ((await person.PostAsync("/api/v1/auth/renew")).IsSuccess)
            return;
        person.Token = "";
        (await person.SignInAsync(name)).Expect(HttpStatusCode.OK);
    }

    private async Task FinishAsync(AttnClient teacher)
    {
        var live = (await teacher.GetAsync("/api/v1/teacher/attendances/live")).Expect(HttpStatusCode.OK);
        if (live.Text == "null")
            return;
        var id = live["attendance_id"].GetGuid();
        await teacher.PostAsync($"/api/v1/teacher/attendances/{id}/finish");
        if (teacher != _people["demo_teacher_1"])
            return;
        _past.Enqueue(id);
        if (_past.Count > 3)
            _past.Dequeue();
    }

    private async Task OpenAsync(AttnClient teacher)
    {
        _option = (_option % 4) + 1;
        var opened = (
            await teacher.PostAsync(
                "/api/v1/teacher/attendances",
                new
                {
                    lesson_name = Lesson,
                    end_time = TimeProvider.System.GetUtcNow().AddHours(1),
                    security_option = _option,
                    require_code = _option == 1,
                }
            )
        ).Expect(HttpStatusCode.Created);
        Live = opened["attendance_id"].GetGuid();
        Course = opened["course_id"].GetGuid();
        var code = (await teacher.GetAsync($"/api/v1/teacher/attendances/{Live}/qr?format=json")).Expect(
            HttpStatusCode.OK
        );
        (Code, TypedCode) = (code.Words("code")!, code.Words("typed_code")!);
        using var nobody = new AttnClient(url);
        Ticket = (await nobody.JoinsAsync(Code)).Expect(HttpStatusCode.OK).Words("ticket")!;
        for (var number = 1; number <= 3; number++)
        {
            (
                await teacher.PostAsync(
                    $"/api/v1/teacher/attendances/{Live}/live/records",
                    new
                    {
                        student_school_number = $"demo_student_{number}",
                        student_full_name = $"Demo Student {number}",
                        is_attended = true,
                    }
                )
            ).Expect(HttpStatusCode.Created);
        }
    }
}
