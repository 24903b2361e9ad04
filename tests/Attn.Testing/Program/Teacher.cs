using System.Net;
using System.Text;
using System.Text.Json;

namespace Attn.Testing.Program;

/// <summary>A demo teacher at work.</summary>
public sealed class Teacher : AttnClient
{
    private const string Attendances = "/api/v1/teacher/attendances";

    private Teacher(Uri url, string from)
        : base(url, from) { }

    public static async Task<Teacher> SignsInAsync(Uri url, int number = 1, string from = "127.0.0.1")
    {
        var teacher = new Teacher(url, from);
        (await teacher.SignInAsync($"demo_teacher_{number}")).Expect(HttpStatusCode.OK);
        return teacher;
    }

    /// <summary>The same LoginSession at another replica.</summary>
    public Teacher At(Uri url) => new(url, From) { Token = Token, Number = Number };

    public Task<Answer> TriesToOpenAsync(object request) => PostAsync(Attendances, request);

    /// <summary>Watches a class session.</summary>
    public Task<LiveEvents> WatchesAsync(Guid id, long? lastEventId = null) =>
        WatchAsync($"{Attendances}/{id}/events", lastEventId);

    /// <summary>Opens a class session that starts now; returns its id.</summary>
    public async Task<Guid> OpensAsync(string lesson = "Calculus", int option = 1, double minutes = 30)
    {
        var end = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        var opened = await TriesToOpenAsync(
            new
            {
                lesson_name = lesson,
                end_time = end,
                security_option = option,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    /// <summary>Opens a class session that requires the code on the screen; returns its id.</summary>
    public async Task<Guid> OpensWithCodeAsync(DateTimeOffset end, int option = 1)
    {
        var opened = await TriesToOpenAsync(
            new
            {
                lesson_name = "Calculus",
                end_time = end,
                security_option = option,
                require_code = true,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    /// <summary>What the projector shows: <c>url</c>, <c>code</c>, <c>typed_code</c> …</summary>
    public async Task<Answer> ShowsCodeAsync(Guid id) =>
        (await TriesToShowCodeAsync(id, "json")).Expect(HttpStatusCode.OK);

    public Task<Answer> TriesToShowCodeAsync(Guid id, string format) =>
        GetAsync($"{Attendances}/{id}/qr?format={format}");

    public async Task FinishesAsync(Guid id) => (await TriesToFinishAsync(id)).Expect(HttpStatusCode.NoContent);

    public Task<Answer> TriesToFinishAsync(Guid id) => PostAsync($"{Attendances}/{id}/finish");

    public Task<Answer> ExtendsAsync(Guid id, DateTimeOffset endTime) =>
        PostAsync($"{Attendances}/{id}/extend", new { end_time = endTime });

    public Task<Answer> CancelsAsync(Guid id, string reason = "Snow storm") =>
        PostAsync($"{Attendances}/{id}/cancel", new { reason });

    public async Task<List<Guid>> ListsPlannedAsync() =>
        [
            .. (await GetAsync($"{Attendances}/planned"))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(session => session.GetProperty("attendance_id").GetGuid()),
        ];

    public Task<Answer> AcceptsAsync(Guid id, string student) =>
        PostAsync($"{Attendances}/{id}/live/records/{student}/accept");

    public Task<Answer> FailsAsync(Guid id, string student, string reason) =>
        PostAsync($"{Attendances}/{id}/live/records/{student}/fail", new { reason });

    public Task<Answer> UndoesAsync(Guid id, string student) => PostAsync($"{Attendances}/{id}/records/{student}/undo");

    public Task<Answer> AddsAsync(
        Guid id,
        string student,
        string name,
        bool isAttended = true,
        string? reason = null
    ) =>
        PostAsync(
            $"{Attendances}/{id}/live/records",
            new
            {
                student_school_number = student,
                student_full_name = name,
                is_attended = isAttended,
                reason,
            }
        );

    public Task<Answer> AddsLaterAsync(
        Guid id,
        string student,
        string name,
        bool isAttended = true,
        string? reason = null
    ) =>
        PostAsync(
            $"{Attendances}/{id}/historical/records",
            new
            {
                student_school_number = student,
                student_full_name = name,
                is_attended = isAttended,
                reason,
            }
        );

    public Task<Answer> AcceptsLaterAsync(Guid id, string student) =>
        PostAsync($"{Attendances}/{id}/historical/records/{student}/accept");

    public Task<Answer> FailsLaterAsync(Guid id, string student, string reason) =>
        PostAsync($"{Attendances}/{id}/historical/records/{student}/fail", new { reason });

    public Task<Answer> DeletesRecordAsync(Guid id, string student, string reason) =>
        DeleteAsync($"{Attendances}/{id}/records/{student}", new { reason });

    public Task<Answer> DeletesAsync(Guid id, string reason) => DeleteAsync($"{Attendances}/{id}", new { reason });

    public Task<Answer> FindsAsync(Guid id) => GetAsync($"{Attendances}/{id}");

    public Task<Answer> ExcusesAsync(Guid id, string student, object body) =>
        PostAsync($"{Attendances}/{id}/records/{student}/excuse", body);

    public async Task<Answer> SummarizesAsync(Guid id) =>
        (await GetAsync($"{Attendances}/{id}/summary")).Expect(HttpStatusCode.OK);

    public async Task<Answer> ReportsAsync(Guid id) =>
        (await GetAsync($"{Attendances}/{id}/report")).Expect(HttpStatusCode.OK);

    /// <summary>
    /// Replaces a course's class list: a line for each student, number and name separated by a semicolon.
    /// </summary>
    public async Task<Answer> ListsStudentsAsync(string lesson, string csv) =>
        (await TriesToListStudentsAsync(lesson, csv)).Expect(HttpStatusCode.OK);

    public Task<Answer> TriesToListStudentsAsync(string lesson, string csv) =>
        SendAsync(
            new(HttpMethod.Put, $"/api/v1/teacher/lessons/{Uri.EscapeDataString(lesson)}/students")
            {
                Content = new StringContent(csv, Encoding.UTF8, "text/csv"),
            }
        );

    public async Task<Answer> FindsLiveAsync() => (await GetAsync($"{Attendances}/live")).Expect(HttpStatusCode.OK);

    /// <summary>The roster by student number.</summary>
    public async Task<Dictionary<string, JsonElement>> ListsAsync(Guid id)
    {
        var list = (await GetAsync($"{Attendances}/{id}/records")).Expect(HttpStatusCode.OK);
        return list
            .Body.EnumerateArray()
            .ToDictionary(
                record => record.GetProperty("student").GetProperty("user_school_number").GetString()!,
                StringComparer.Ordinal
            );
    }

    public async Task<List<Guid>> HistoryAsync() =>
        [
            .. (await GetAsync($"{Attendances}/historical"))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(session => session.GetProperty("attendance_id").GetGuid()),
        ];

    /// <summary>
    /// Waits until a finished session is in the history. It asks ever more rarely: the history may be asked for ten
    /// times a minute.
    /// </summary>
    public Task IsInHistoryAsync(Guid id, TimeSpan? atMost = null)
    {
        var pause = TimeSpan.FromMilliseconds(50);
        return Eventually.IsTrueAsync(
            async () =>
            {
                if ((await HistoryAsync()).Contains(id))
                    return true;
                await Task.Delay(pause);
                pause *= 2;
                return false;
            },
            $"session {id} is in the history",
            atMost
        );
    }
}
