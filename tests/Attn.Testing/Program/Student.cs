using System.Net;
using System.Net.Http.Headers;

namespace Attn.Testing.Program;

/// <summary>A demo student at work.</summary>
public sealed class Student : AttnClient
{
    private const string Consent = "/api/v1/student/consent";

    private Student(Uri url, string from)
        : base(url, from) { }

    public static async Task<Student> SignsInAsync(Uri url, int number, string from = "127.0.0.1")
    {
        var student = new Student(url, from);
        (await student.SignInAsync($"demo_student_{number}")).Expect(HttpStatusCode.OK);
        return student;
    }

    /// <summary>The same LoginSession at another replica.</summary>
    public Student At(Uri url) => new(url, From) { Token = Token, Number = Number };

    public Task<Answer> AttendsAsync(Guid id) => PostAsync($"/api/v1/student/attendances/{id}/attend");

    /// <summary>Attends with a ticket for the code on the screen.</summary>
    public Task<Answer> AttendsWithTicketAsync(Guid id, string ticket)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend");
        request.Headers.TryAddWithoutValidation("X-Join-Ticket", ticket);
        return SendAsync(request);
    }

    /// <summary>Makes a ticket the student's own.</summary>
    public Task<Answer> ClaimsAsync(string ticket) => PostAsync("/api/v1/student/join", new { ticket });

    /// <summary>Attends without a face comparison.</summary>
    public Task<Answer> AttendsWithoutFaceAsync(Guid id) =>
        PostAsync($"/api/v1/student/attendances/{id}/attend?without_face=true");

    public async Task<Answer> ReadsConsentAsync() => (await GetAsync(Consent)).Expect(HttpStatusCode.OK);

    /// <summary>Reads the consent text and agrees to it.</summary>
    public async Task<Answer> ConsentsAsync() =>
        (
            await PutAsync(
                Consent,
                new { consented = true, text_version = (await ReadsConsentAsync()).Words("text_version") }
            )
        ).Expect(HttpStatusCode.OK);

    public async Task<Answer> WithdrawsAsync() =>
        (await PutAsync(Consent, new { consented = false })).Expect(HttpStatusCode.OK);

    public Task<Answer> AttendsAsync(Guid id, byte[] selfie)
    {
        var picture = new ByteArrayContent(selfie);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        var form = new MultipartFormDataContent { { picture, "normal_image", "selfie.jpg" } };
        return SendAsync(new(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend") { Content = form });
    }

    /// <summary>Watches the student's own record.</summary>
    public Task<LiveEvents> WatchesAsync(Guid id, long? lastEventId = null) =>
        WatchAsync($"/api/v1/student/attendances/{id}/events", lastEventId);

    public Task<Answer> StatusAsync(Guid id) => GetAsync($"/api/v1/student/attendances/{id}/status");

    public Task<Answer> FindsAsync(string lesson, string teacher) =>
        GetAsync(
            $"/api/v1/student/sessions/find?lesson_name={Uri.EscapeDataString(lesson)}"
                + $"&teacher_name={Uri.EscapeDataString(teacher)}"
        );
}
