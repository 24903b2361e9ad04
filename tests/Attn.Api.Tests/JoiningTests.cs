using System.Net;
using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Live;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>The code on the screen, the ticket that it is changed for, and sessions that ask for it. The clock stands still unless a test moves it.</summary>
public sealed class JoiningTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string WrongCode =
        "This code is not valid any more. Scan the screen again or type the code that it shows now.";
    private const string NotValid = "This ticket is not valid any more. Scan the screen again.";
    private const string SomebodyElses = "This ticket belongs to somebody else. Scan the screen yourself.";
    private const string Missing = "This session asks for the code on the screen. Scan it or type it.";
    private const string Ended = "This attendance session has already ended.";

    [Fact]
    public async Task Whoever_scans_signs_in_and_attends()
    {
        using var teacher = await program.TeacherAsync(1);
        var id = await OpensAsync(teacher);
        var screen = await teacher.ShowsCodeAsync(id);

        // Before anybody is signed in.
        using var phone = new AttnClient(program.Url);
        var joined = (await phone.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(id, joined["session"].GetProperty("attendance_id").GetGuid());
        Assert.True(joined["session"].GetProperty("require_code").GetBoolean());
        Assert.False(joined["session"].TryGetProperty("ip_address", out _));
        Assert.Equal(program.Now.AddMinutes(3), joined["expires_at"].GetDateTimeOffset());
        var match = Assert.Single(joined["matches"].EnumerateArray());
        Assert.Equal(joined.Words("ticket"), match.GetProperty("ticket").GetString());

        using var student = await program.StudentAsync(1);
        Assert.Equal(Missing, (await student.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest).Detail);
        (await student.StatusAsync(id)).Expect(HttpStatusCode.NotFound);
        Assert.True(
            (await student.AttendsWithTicketAsync(id, joined.Words("ticket")!))
                .Expect(HttpStatusCode.OK)
                .Flag("is_attended")
        );
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task The_screen_shows_one_link_in_three_forms()
    {
        using var teacher = await program.TeacherAsync(2);
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

        (await teacher.TriesToShowCodeAsync(id, "gif")).Expect(HttpStatusCode.UnprocessableEntity);
        await teacher.FinishesAsync(id);
        Assert.Equal(Ended, (await teacher.TriesToShowCodeAsync(id, "json")).Expect(HttpStatusCode.BadRequest).Detail);
        await teacher.IsInHistoryAsync(id);
        Assert.Equal(Ended, (await teacher.TriesToShowCodeAsync(id, "png")).Expect(HttpStatusCode.BadRequest).Detail);
    }

    [Fact]
    public async Task The_link_begins_with_the_public_address()
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
    public async Task This_and_the_previous_code_are_valid()
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
            {
                var answer = (await phone.JoinsAsync(code)).Expect(status);
                Assert.Equal(status == HttpStatusCode.OK ? "" : WrongCode, answer.Detail);
            }
        }
    }

    [Fact]
    public async Task A_code_in_the_path_is_as_good()
    {
        using var teacher = await program.TeacherAsync(3);
        var id = await OpensAsync(teacher);
        var screen = await teacher.ShowsCodeAsync(id);
        using var phone = new AttnClient(program.Url);
        foreach (var code in new[] { screen.Words("code")!, screen.Words("typed_code")!.ToLowerInvariant() })
        {
            var joined = (await phone.PostAsync($"/api/v1/join/{code}")).Expect(HttpStatusCode.OK);
            Assert.Equal(id, joined["session"].GetProperty("attendance_id").GetGuid());
        }

        Assert.Equal(
            WrongCode,
            (await phone.PostAsync("/api/v1/join/AAAAAA")).Expect(HttpStatusCode.BadRequest).Detail
        );
        await teacher.FinishesAsync(id);
        Assert.Equal(
            WrongCode,
            (await phone.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.BadRequest).Detail
        );
        Assert.Equal(
            WrongCode,
            (await phone.JoinsAsync(screen.Words("typed_code")!)).Expect(HttpStatusCode.BadRequest).Detail
        );
    }

    [Fact]
    public async Task A_ticket_of_another_session_is_none()
    {
        using var here = await program.TeacherAsync(4);
        using var there = await program.TeacherAsync(5);
        var (id, other) = (await OpensAsync(here), await OpensAsync(there));
        using var student = await program.StudentAsync(2);
        var ticket = await TicketAsync(there, other);

        Assert.Equal(
            NotValid,
            (await student.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.BadRequest).Detail
        );
        (await student.AttendsWithTicketAsync(other, ticket)).Expect(HttpStatusCode.OK);
        await here.FinishesAsync(id);
        await there.FinishesAsync(other);
    }

    [Fact]
    public async Task Fifty_students_with_one_ticket_are_one()
    {
        using var teacher = await program.TeacherAsync(6);
        var id = await OpensAsync(teacher);
        var ticket = await TicketAsync(teacher, id);
        var students = await Task.WhenAll(Enumerable.Range(100, 50).Select(number => program.StudentAsync(number)));

        var answers = await Task.WhenAll(students.Select(student => student.AttendsWithTicketAsync(id, ticket)));

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(
            answers.Where(answer => !answer.IsSuccess),
            answer => Assert.Equal(SomebodyElses, answer.Expect(HttpStatusCode.BadRequest).Detail)
        );
        Assert.Single(await teacher.ListsAsync(id));
        await teacher.FinishesAsync(id);
        foreach (var student in students)
            student.Dispose();
    }

    [Fact]
    public async Task A_ticket_that_was_owned_in_time_is_good_until_the_end_and_a_second_student_never_gets_it()
    {
        await using var own = await ClockedProgram.StartAsync(("CAMPUS_NETWORKS", "127.0.0.8/32"));
        using var teacher = await own.TeacherAsync(1);
        var id = await teacher.OpensWithCodeAsync(own.Now.AddMinutes(30), option: 2);
        using var phone = new AttnClient(own.Url);
        var tickets = new List<string>();
        for (var count = 0; count < 2; count++)
            tickets.Add(
                (await phone.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("code")!))["ticket"].GetString()!
            );

        using var student = await own.StudentAsync(3);
        using var classmate = await own.StudentAsync(4);
        var owned = (await student.OwnsAsync(tickets[0])).Expect(HttpStatusCode.OK);
        Assert.Equal(own.Now.AddMinutes(30), owned["expires_at"].GetDateTimeOffset());
        Assert.Equal(id, owned["session"].GetProperty("attendance_id").GetGuid());
        Assert.Equal(tickets[0], owned.Words("ticket"));
        Assert.Equal(SomebodyElses, (await classmate.OwnsAsync(tickets[0])).Expect(HttpStatusCode.BadRequest).Detail);
        Assert.Equal(
            SomebodyElses,
            (await classmate.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.BadRequest).Detail
        );

        // The wrong network is the student's failure, not the ticket's.
        Assert.Equal(
            "WIFI_FAILED",
            (await student.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        own.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(NotValid, (await classmate.OwnsAsync(tickets[1])).Expect(HttpStatusCode.BadRequest).Detail);
        Assert.Equal(
            NotValid,
            (await classmate.AttendsWithTicketAsync(id, tickets[1])).Expect(HttpStatusCode.BadRequest).Detail
        );
        Assert.Equal(SomebodyElses, (await classmate.OwnsAsync(tickets[0])).Expect(HttpStatusCode.BadRequest).Detail);
        (await student.OwnsAsync(tickets[0])).Expect(HttpStatusCode.OK);
        Assert.Equal(
            "WIFI_FAILED",
            (await student.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.OK).Words("fail_reason")
        );

        await teacher.FinishesAsync(id);
        Assert.Equal(
            Ended,
            (await student.AttendsWithTicketAsync(id, tickets[0])).Expect(HttpStatusCode.BadRequest).Detail
        );
        Assert.Equal(Ended, (await student.OwnsAsync(tickets[0])).Expect(HttpStatusCode.BadRequest).Detail);
        Assert.Equal(Ended, (await classmate.AttendsAsync(id)).Expect(HttpStatusCode.BadRequest).Detail);
    }

    [Fact]
    public async Task Without_a_good_ticket_nothing_is_written()
    {
        using var teacher = await program.TeacherAsync(7);
        var id = await teacher.OpensWithCodeAsync(program.Now.AddMinutes(30), option: 3);
        using var student = await program.StudentAsync(5);
        foreach (var ticket in new[] { "", "x", "😀", new string('A', 75), new string('A', 5000) })
        {
            var refused = (await student.AttendsWithTicketAsync(id, Uri.EscapeDataString(ticket))).Expect(
                HttpStatusCode.BadRequest
            );
            Assert.Equal(ticket.Length == 0 ? Missing : NotValid, refused.Detail);
        }

        Assert.Empty(await teacher.ListsAsync(id));
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task A_student_who_is_signed_in_owns_the_ticket_at_once()
    {
        using var teacher = await program.TeacherAsync(8);
        var id = await OpensAsync(teacher);
        using var student = await program.StudentAsync(6);
        using var classmate = await program.StudentAsync(7);
        var joined = (await student.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("typed_code")!)).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(
            joined["session"].GetProperty("end_time").GetDateTimeOffset(),
            joined["expires_at"].GetDateTimeOffset()
        );

        Assert.Equal(
            SomebodyElses,
            (await classmate.OwnsAsync(joined.Words("ticket")!)).Expect(HttpStatusCode.BadRequest).Detail
        );
        (await student.AttendsWithTicketAsync(id, joined.Words("ticket")!)).Expect(HttpStatusCode.OK);

        // A teacher's or a dead token does no harm: the ticket is nobody's yet.
        using var dead = new AttnClient(program.Url) { Token = "not.a.token" };
        foreach (var other in new AttnClient[] { teacher, dead })
        {
            var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;
            Assert.Equal(
                program.Now.AddMinutes(3),
                (await other.JoinsAsync(code)).Expect(HttpStatusCode.OK)["expires_at"].GetDateTimeOffset()
            );
        }

        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task A_session_that_asks_for_no_code_looks_at_no_ticket()
    {
        using var teacher = await program.TeacherAsync(9);
        var id = await program.OpensAsync(teacher);
        using var student = await program.StudentAsync(8);
        Assert.False((await teacher.FindsLiveAsync()).Flag("require_code"));
        (await student.AttendsWithTicketAsync(id, "whatever")).Expect(HttpStatusCode.OK);
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task A_typed_code_that_fits_two_sessions_lists_both()
    {
        // By chance it takes years: so ids are tried until two share their code of this moment.
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

        using var student = await program.StudentAsync(9);
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
