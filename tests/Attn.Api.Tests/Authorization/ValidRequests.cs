using System.Net.Http.Json;
using System.Text;
using Attn.Faces.Contracts;

namespace Attn.Api.Tests.Authorization;

/// <summary>
/// A request for each route that gets 2xx for its owner. What others get is therefore decided by authorization, not by
/// a mistake in the request.
/// </summary>
internal static class ValidRequests
{
    private const string Reason = "A reason that is long enough";

    public static HttpRequestMessage Of(string route, Scene scene)
    {
        var (method, template) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = template
            .Replace("{course}", scene.Course.ToString(), StringComparison.Ordinal)
            .Replace(
                "{number}",
                template.Contains("/teachers/", StringComparison.Ordinal) ? "demo_teacher_9" : "4711",
                StringComparison.Ordinal
            )
            .Replace("{id}", scene.Session.ToString(), StringComparison.Ordinal)
            .Replace("{student}", scene.Student.Number, StringComparison.Ordinal)
            .Replace("{lesson}", Uri.EscapeDataString(scene.Lesson), StringComparison.Ordinal)
            .Replace("{code}", scene.Code, StringComparison.Ordinal)
            .Replace("{verificationId}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
        return path.Contains("/webhooks/", StringComparison.Ordinal)
            ? SignedWebhook(path)
            : new(new HttpMethod(method), path + QueryOf(template, scene)) { Content = ContentOf(route, scene) };
    }

    private static string QueryOf(string template, Scene scene) =>
        template.EndsWith("/sessions/find", StringComparison.Ordinal)
            ? $"?lesson_name={Uri.EscapeDataString(scene.Lesson)}&teacher_name=Demo%20Teacher%201"
            : "";

    private static HttpContent? ContentOf(string route, Scene scene)
    {
        if (route == "POST /api/v1/auth/token")
            return new FormUrlEncodedContent([new("username", "demo_student_1"), new("password", "password")]);
        return BodyOf(route, scene) is { } body ? JsonContent.Create(body, body.GetType()) : null;
    }

    private static object? BodyOf(string route, Scene scene) =>
        route.Replace("/api/v1", "", StringComparison.Ordinal) switch
        {
            "POST /auth/login" => new { username = "demo_student_1", password = "password" },
            "POST /join" => new { code = scene.Code },
            "POST /teacher/attendances" => new
            {
                lesson_name = scene.Lesson,
                end_time = scene.Now.AddMinutes(20),
                security_option = 1,
            },
            "POST /teacher/attendances/{id}/extend" => new { end_time = scene.Now.AddMinutes(45) },
            "POST /teacher/attendances/{id}/live/records" or "POST /teacher/attendances/{id}/historical/records" => new
            {
                student_school_number = "4711",
                student_full_name = "Ayşe Yılmaz",
                is_attended = true,
            },
            "POST /teacher/attendances/{id}/records/bulk" => new
            {
                action = "accept",
                students = new[] { scene.Student.Number },
            },
            "POST /teacher/attendances/{id}/records/{student}/excuse" => new { note = Reason },
            "PUT /teacher/lessons/{lesson}" => new { kind = "theory", planned_sessions = 14 },
            "PUT /teacher/lessons/{lesson}/students" => new
            {
                students = new[] { new { student_school_number = "4711", student_full_name = "Ayşe Yılmaz" } },
            },
            "POST /teacher/courses" => new { name = scene.Lesson, section = Guid.NewGuid().ToString("N") },
            "PUT /teacher/courses/{course}/students" or "POST /teacher/courses/{course}/students/preview" => new
            {
                students = new[] { new { student_school_number = "4711", student_full_name = "Ayşe Yılmaz" } },
            },
            "PUT /teacher/courses/{course}/students/{number}" => new { student_full_name = "Ayşe Yılmaz" },
            "PUT /teacher/courses/{course}/timetable" => new
            {
                slots = new[]
                {
                    new
                    {
                        weekday = 1,
                        from = "09:00",
                        to = "11:00",
                    },
                },
            },
            "PUT /teacher/courses/{course}/policy" => new
            {
                counts = "sessions",
                excused = "neutral",
                lates_per_absence = 0,
            },
            "PUT /teacher/courses/{course}/teachers/{number}" => new { role = "assistant" },
            "POST /student/join" => new { ticket = scene.Ticket },
            "PUT /student/consent" => new { consented = false },
            var other
                when other.StartsWith("DELETE ", StringComparison.Ordinal)
                    || other.EndsWith("/fail", StringComparison.Ordinal)
                    || other.EndsWith("/cancel", StringComparison.Ordinal) => new { reason = Reason },
            _ => null,
        };

    private static HttpRequestMessage SignedWebhook(string path)
    {
        var body = Webhook.Verdict(passed: true);
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(FaceSignatures.WebhookHeader, Webhook.Sign(body));
        return request;
    }
}
