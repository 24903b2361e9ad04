using System.Net;
using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>The code on the screen. The clock of the shared program stands still.</summary>
public sealed class JoinCodeTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public async Task The_screen_shows_one_link_in_three_formats()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensWithCodeAsync(teacher);
        var screen = await teacher.ShowsCodeAsync(id);
        var code = screen.Words("code")!;
        Assert.Equal($"{program.Url.AbsoluteUri}join/{code}", screen.Words("url"));
        Assert.Equal(6, screen.Words("typed_code")!.Length);
        Assert.InRange(screen["refresh_seconds"].GetInt32(), 1, 15);
        Assert.InRange(
            screen["valid_until"].GetDateTimeOffset(),
            program.Now.AddSeconds(15),
            program.Now.AddSeconds(30)
        );
        Assert.True(screen.Response.Headers.CacheControl?.NoStore);

        using var http = new HttpClient { BaseAddress = program.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", teacher.Token);
        foreach (
            var (format, type) in new[]
            {
                ("", "image/svg+xml"),
                ("?format=svg", "image/svg+xml"),
                ("?format=png", "image/png"),
            }
        )
        {
            using var picture = await http.GetAsync(
                new Uri($"/api/v1/teacher/attendances/{id}/qr{format}", UriKind.Relative)
            );
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
            Assert.Equal(type, picture.Content.Headers.ContentType?.MediaType);
            Assert.True(picture.Headers.CacheControl?.NoStore);
            var bytes = await picture.Content.ReadAsByteArrayAsync();
            Assert.Equal(
                QrModules.Of(screen.Words("url")!),
                type == "image/png" ? QrModules.OfPng(bytes) : QrModules.OfSvg(bytes)
            );
        }

        var gif = (await teacher.TriesToShowCodeAsync(id, "gif")).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        Assert.Equal("Use svg, png or json.", gif["errors"].GetProperty("format")[0].GetString());
        await teacher.FinishesAsync(id);
        (await teacher.TriesToShowCodeAsync(id, "json")).Expect(HttpStatusCode.BadRequest, "session_ended");
        await teacher.IsInHistoryAsync(id);
        (await teacher.TriesToShowCodeAsync(id, "png")).Expect(HttpStatusCode.BadRequest, "session_ended");
    }

    [Fact]
    public async Task The_code_of_another_teachers_session_is_not_found()
    {
        using var owner = await program.NewTeacherAsync();
        using var other = await program.NewTeacherAsync();
        var id = await program.OpensWithCodeAsync(owner);

        (await other.TriesToShowCodeAsync(id, "json")).Expect(HttpStatusCode.NotFound, "not_found");
        (await owner.TriesToShowCodeAsync(Guid.NewGuid(), "json")).Expect(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task The_link_starts_with_the_public_address()
    {
        await using var published = await ClockedProgram.StartAsync(("PUBLIC_BASE_URL", "https://attn.example.edu/"));
        using var teacher = await published.TeacherAsync();
        var id = await published.OpensAsync(teacher);

        var screen = await teacher.ShowsCodeAsync(id);

        Assert.Equal($"https://attn.example.edu/join/{screen.Words("code")}", screen.Words("url"));
        using var phone = new AttnClient(published.Url);
        (await phone.JoinsAsync(screen.Words("url")!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_current_and_the_previous_code_are_valid()
    {
        await using var own = await ClockedProgram.StartAsync();
        using var teacher = await own.TeacherAsync();
        var id = await own.OpensAsync(teacher);
        using var phone = new AttnClient(own.Url);
        var screen = await teacher.ShowsCodeAsync(id);
        string[] codes = [screen.Words("code")!, screen.Words("typed_code")!, screen.Words("url")!];
        await AllAnswerAsync(HttpStatusCode.OK);

        own.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.NotEqual(screen.Words("code"), (await teacher.ShowsCodeAsync(id)).Words("code"));
        Assert.NotEqual(screen.Words("typed_code"), (await teacher.ShowsCodeAsync(id)).Words("typed_code"));
        await AllAnswerAsync(HttpStatusCode.OK);

        own.Clock.Advance(screen["valid_until"].GetDateTimeOffset() - own.Now - TimeSpan.FromMilliseconds(1));
        await AllAnswerAsync(HttpStatusCode.OK);
        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await AllAnswerAsync(HttpStatusCode.BadRequest);

        async Task AllAnswerAsync(HttpStatusCode status)
        {
            foreach (var code in codes)
                (await phone.JoinsAsync(code)).Expect(status, status == HttpStatusCode.OK ? "" : "code_expired");
        }
    }

    [Fact]
    public async Task A_code_in_the_path_works_like_one_in_the_body()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensWithCodeAsync(teacher);
        var screen = await teacher.ShowsCodeAsync(id);
        using var phone = new AttnClient(program.Url);
        foreach (var code in new[] { screen.Words("code")!, screen.Words("typed_code")!.ToLowerInvariant() })
        {
            var joined = (await phone.PostAsync($"/api/v1/join/{code}")).Expect(HttpStatusCode.OK);
            Assert.Equal(id, joined["session"].GetProperty("attendance_id").GetGuid());
        }

        (await phone.PostAsync("/api/v1/join/AAAAAA")).Expect(HttpStatusCode.BadRequest, "code_expired");
        await teacher.FinishesAsync(id);
        (await phone.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.BadRequest, "code_expired");
        (await phone.JoinsAsync(screen.Words("typed_code")!)).Expect(HttpStatusCode.BadRequest, "code_expired");
    }

    [Fact]
    public async Task A_typed_code_that_fits_two_sessions_lists_both()
    {
        // Two class sessions rarely share a code, so ids are tried until two share theirs of this moment.
        var step = JoinStep.At(program.Now);
        var codes = program.Services.GetRequiredService<JoinCodes>();
        var byCode = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var (id, code) = (Guid.NewGuid(), "");
        for (code = codes.Typed(id, step); byCode.TryAdd(code, id); code = codes.Typed(id, step))
            id = Guid.NewGuid();
        Guid[] twins = [byCode[code], id];
        foreach (var twin in twins)
            Assert.Null(
                await program
                    .Services.GetRequiredService<ILiveStore>()
                    .OpenAsync(SessionOf(twin), program.Now, CancellationToken.None)
            );

        using var student = await program.NewStudentAsync();
        var joined = (await student.JoinsAsync(code)).Expect(HttpStatusCode.OK);

        Assert.All(
            new[] { "session", "ticket", "expires_at" },
            field => Assert.Equal(JsonValueKind.Null, joined[field].ValueKind)
        );
        var matches = joined["matches"]
            .EnumerateArray()
            .ToDictionary(match => match.GetProperty("session").GetProperty("attendance_id").GetGuid());
        Assert.Equal(twins.Order(), matches.Keys.Order());
        foreach (var twin in twins)
            (await student.AttendsWithTicketAsync(twin, matches[twin].GetProperty("ticket").GetString()!)).Expect(
                HttpStatusCode.OK
            );
    }

    private ClassSession SessionOf(Guid id) =>
        new()
        {
            Id = id,
            TeacherNumber = $"teacher-of-{id}",
            TeacherName = "Somebody",
            LessonName = "Calculus",
            StartTime = program.Now,
            EndTime = program.Now.AddMinutes(30),
            SecurityOption = SecurityOption.Manual,
            RequireCode = true,
        };
}
