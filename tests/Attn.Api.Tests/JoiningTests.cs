using System.Net;
using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>
/// The code on the screen, the ticket for it, and class sessions that ask for it. The clock of the shared program
/// stands still.
/// </summary>
public sealed class JoiningTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Ended = "This attendance session has already ended.";

    [Fact]
    public async Task A_student_scans_signs_in_and_attends()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await OpensAsync(teacher);
        var screen = await teacher.ShowsCodeAsync(id);

        using var signedOut = new AttnClient(program.Url);
        var joined = (await signedOut.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(id, joined["session"].GetProperty("attendance_id").GetGuid());
        Assert.True(joined["session"].GetProperty("require_code").GetBoolean());
        Assert.False(joined["session"].TryGetProperty("ip_address", out _));
        Assert.Equal(program.Now.AddMinutes(3), joined["expires_at"].GetDateTimeOffset());
        var match = Assert.Single(joined["matches"].EnumerateArray());
        Assert.Equal(joined.Words("ticket"), match.GetProperty("ticket").GetString());

        using var student = await program.NewStudentAsync();
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "ticket_missing");
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound, "record_not_found");
        Assert.True(
            (await student.AttendsWithTicketAsync(id, joined.Words("ticket")!))
                .Expect(HttpStatusCode.OK)
                .Flag("is_attended")
        );
    }

    [Fact]
    public async Task The_screen_shows_one_link_in_three_formats()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await OpensAsync(teacher);
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
        var id = await OpensAsync(owner);

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
        var id = await OpensAsync(teacher);
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
    public async Task A_ticket_for_another_session_is_refused()
    {
        using var here = await program.NewTeacherAsync();
        using var there = await program.NewTeacherAsync();
        var (id, other) = (await OpensAsync(here), await OpensAsync(there));
        using var student = await program.NewStudentAsync();
        var ticket = await TicketAsync(there, other);

        (await student.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.BadRequest, "ticket_expired");
        (await student.AttendsWithTicketAsync(other, ticket)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_fifty_students_with_one_ticket_one_attends()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await OpensAsync(teacher);
        var ticket = await TicketAsync(teacher, id);
        var students = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => program.NewStudentAsync()));

        var answers = await Task.WhenAll(students.Select(student => student.AttendsWithTicketAsync(id, ticket)));

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(
            answers.Where(answer => !answer.IsSuccess),
            answer => answer.Expect(HttpStatusCode.BadRequest, "ticket_not_yours")
        );
        Assert.Single(await teacher.ListsAsync(id));
        foreach (var student in students)
            student.Dispose();
    }

    [Fact]
    public async Task A_ticket_that_was_claimed_in_time_admits_its_owner_until_the_end_and_nobody_else()
    {
        await using var own = await ClockedProgram.StartAsync(("CAMPUS_NETWORKS", "127.0.0.8/32"));
        using var teacher = await own.TeacherAsync();
        var id = await teacher.OpensWithCodeAsync(own.Now.AddMinutes(30), option: 2);
        using var phone = new AttnClient(own.Url);
        var tickets = new List<string>();
        for (var count = 0; count < 2; count++)
            tickets.Add(
                (await phone.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("code")!))["ticket"].GetString()!
            );

        using var student = await own.NewStudentAsync();
        using var classmate = await own.NewStudentAsync();
        var claimed = (await student.ClaimsAsync(tickets[0])).Expect(HttpStatusCode.OK);
        Assert.Equal(own.Now.AddMinutes(30), claimed["expires_at"].GetDateTimeOffset());
        Assert.Equal(id, claimed["session"].GetProperty("attendance_id").GetGuid());
        Assert.Equal(tickets[0], claimed.Words("ticket"));
        (await classmate.ClaimsAsync(tickets[0])).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");
        (await classmate.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");

        // A wrong network does not use the ticket up.
        Assert.Equal(
            "WIFI_FAILED",
            (await student.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        own.Clock.Advance(TimeSpan.FromMinutes(5));
        (await classmate.ClaimsAsync(tickets[1])).Expect(HttpStatusCode.BadRequest, "ticket_expired");
        (await classmate.AttendsWithTicketAsync(id, tickets[1])).Expect(HttpStatusCode.BadRequest, "ticket_expired");
        (await classmate.ClaimsAsync(tickets[0])).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");
        (await student.ClaimsAsync(tickets[0])).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "WIFI_FAILED",
            (await student.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.OK).Words("fail_reason")
        );

        await teacher.FinishesAsync(id);
        var ended = (await student.AttendsWithTicketAsync(id, tickets[0])).Expect(
            HttpStatusCode.BadRequest,
            "session_ended"
        );
        Assert.Equal(Ended, ended.Detail);
        (await student.ClaimsAsync(tickets[0])).Expect(HttpStatusCode.BadRequest, "session_ended");
        (await classmate.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest, "session_ended");
    }

    [Fact]
    public async Task Nothing_is_written_without_a_valid_ticket()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await teacher.OpensWithCodeAsync(program.Now.AddMinutes(30), option: 3);
        using var student = await program.NewStudentAsync();
        foreach (var ticket in new[] { "", "x", "😀", new string('A', 75), new string('A', 5000) })
            (await student.AttendsWithTicketAsync(id, Uri.EscapeDataString(ticket))).Expect(
                HttpStatusCode.BadRequest,
                ticket.Length == 0 ? "ticket_missing" : "ticket_expired"
            );

        (await student.ClaimsAsync("x")).Expect(HttpStatusCode.BadRequest, "ticket_expired");
        (await student.ClaimsAsync("")).Expect(HttpStatusCode.UnprocessableEntity, "not_valid");
        Assert.Empty(await teacher.ListsAsync(id));
    }

    [Fact]
    public async Task A_student_who_is_signed_in_owns_the_ticket_at_once()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await OpensAsync(teacher);
        using var student = await program.NewStudentAsync();
        using var classmate = await program.NewStudentAsync();
        var joined = (await student.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("typed_code")!)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            joined["session"].GetProperty("end_time").GetDateTimeOffset(),
            joined["expires_at"].GetDateTimeOffset()
        );

        (await classmate.ClaimsAsync(joined.Words("ticket")!)).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");
        (await student.AttendsWithTicketAsync(id, joined.Words("ticket")!)).Expect(HttpStatusCode.OK);

        // With the token of a teacher, or one that is not valid, the ticket has no owner yet.
        using var invalid = new AttnClient(program.Url) { Token = "not.a.token" };
        foreach (var other in new AttnClient[] { teacher, invalid })
        {
            var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;
            Assert.Equal(
                program.Now.AddMinutes(3),
                (await other.JoinsAsync(code)).Expect(HttpStatusCode.OK)["expires_at"].GetDateTimeOffset()
            );
        }
    }

    [Fact]
    public async Task A_session_that_asks_for_no_code_ignores_tickets()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        using var student = await program.NewStudentAsync();
        Assert.False((await teacher.FindsLiveAsync()).Flag("require_code"));
        (await student.AttendsWithTicketAsync(id, "whatever")).Expect(HttpStatusCode.OK);
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
            Assert.True(
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

    private Task<Guid> OpensAsync(Teacher teacher) => teacher.OpensWithCodeAsync(program.Now.AddMinutes(30));

    private async Task<string> TicketAsync(Teacher teacher, Guid id)
    {
        using var phone = new AttnClient(program.Url);
        return (await phone.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("code")!))
            .Expect(HttpStatusCode.OK)
            .Words("ticket")!;
    }
}
