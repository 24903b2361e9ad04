using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// The ticket for the code on the screen, and class sessions that ask for it. The clock of the shared program stands
/// still.
/// </summary>
public sealed class JoinTicketTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Ended = "This attendance session has already ended.";

    [Fact]
    public async Task A_student_scans_signs_in_and_attends()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensWithCodeAsync(teacher);
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
    public async Task A_ticket_for_another_session_is_refused()
    {
        using var here = await program.NewTeacherAsync();
        using var there = await program.NewTeacherAsync();
        var (id, other) = (await program.OpensWithCodeAsync(here), await program.OpensWithCodeAsync(there));
        using var student = await program.NewStudentAsync();
        var ticket = await program.JoinsAsync(there, other);

        (await student.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.BadRequest, "ticket_expired");
        (await student.AttendsWithTicketAsync(other, ticket)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_fifty_students_with_one_ticket_one_attends()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensWithCodeAsync(teacher);
        var ticket = await program.JoinsAsync(teacher, id);
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
        var id = await program.OpensWithCodeAsync(teacher);
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

    [Theory]
    [InlineData("code")]
    [InlineData("typed_code")]
    public async Task One_code_gives_forty_tickets_to_one_address(string form)
    {
        await using var own = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "1"));
        using var teacher = await own.TeacherAsync();
        var id = await own.OpensWithCodeAsync(teacher);
        var code = (await teacher.ShowsCodeAsync(id)).Words(form)!;
        using var student = await own.NewStudentAsync();
        using var phone = new AttnClient(own.Url);
        var tickets = new HashSet<string>(StringComparer.Ordinal);
        for (var count = 0; count < 40; count++)
            tickets.Add((await phone.JoinsAsync(code)).Expect(HttpStatusCode.OK).Words("ticket")!);
        Assert.Equal(40, tickets.Count);

        var refused = (await phone.JoinsAsync(code)).Expect(HttpStatusCode.TooManyRequests, "too_many_tickets");
        Assert.Contains("Sign in first", refused.Detail, StringComparison.Ordinal);
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 15);
        using var elsewhere = new AttnClient(own.Url, "127.0.0.9");
        (await elsewhere.JoinsAsync(code)).Expect(HttpStatusCode.OK);
        var joined = (await student.JoinsAsync(code)).Expect(HttpStatusCode.OK);
        Assert.True(
            (await student.AttendsWithTicketAsync(id, joined.Words("ticket")!))
                .Expect(HttpStatusCode.OK)
                .Flag("is_attended")
        );

        own.Clock.Advance(TimeSpan.FromSeconds(15));
        (await phone.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words(form)!)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_bound_and_the_lifetime_are_settings()
    {
        await using var own = await ClockedProgram.StartAsync(
            ("RATE_LIMIT_FACTOR", "1"),
            ("JOIN_TICKET_SECONDS", "60"),
            ("TICKETS_PER_CODE_AND_ADDRESS", "2")
        );
        using var teacher = await own.TeacherAsync();
        var id = await own.OpensWithCodeAsync(teacher);
        var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;
        using var phone = new AttnClient(own.Url);
        using var student = await own.NewStudentAsync();
        var first = (await phone.JoinsAsync(code)).Expect(HttpStatusCode.OK);
        Assert.Equal(own.Now.AddSeconds(60), first["expires_at"].GetDateTimeOffset());
        (await phone.JoinsAsync(code)).Expect(HttpStatusCode.OK);
        (await phone.JoinsAsync(code)).Expect(HttpStatusCode.TooManyRequests, "too_many_tickets");

        own.Clock.Advance(TimeSpan.FromSeconds(60));
        (await student.AttendsWithTicketAsync(id, first.Words("ticket")!)).Expect(
            HttpStatusCode.BadRequest,
            "ticket_expired"
        );
    }

    [Fact]
    public async Task A_ticket_has_no_owner_before_the_session_starts()
    {
        await using var own = await ClockedProgram.StartAsync();
        using var teacher = await own.TeacherAsync();
        using var student = await own.NewStudentAsync();
        using var classmate = await own.NewStudentAsync();
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = "Calculus",
                start_time = own.Now.AddMinutes(2),
                end_time = own.Now.AddMinutes(30),
                security_option = 1,
                require_code = true,
            }
        );
        var id = opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
        var joined = (await student.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("code")!)).Expect(
            HttpStatusCode.OK
        );
        var ticket = joined.Words("ticket")!;
        Assert.Equal(own.Now.AddMinutes(3), joined["expires_at"].GetDateTimeOffset());

        (await student.ClaimsAsync(ticket)).Expect(HttpStatusCode.BadRequest, "session_not_started");
        (await student.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.BadRequest, "session_not_started");
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        (await classmate.ClaimsAsync(ticket)).Expect(HttpStatusCode.OK);
        (await student.ClaimsAsync(ticket)).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");
    }

    [Fact]
    public async Task A_student_who_sends_the_code_again_keeps_the_same_ticket()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensWithCodeAsync(teacher);
        using var student = await program.NewStudentAsync();
        var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;

        Assert.Equal(
            (await student.JoinsAsync(code)).Words("ticket"),
            (await student.JoinsAsync(code)).Words("ticket")
        );
    }

    [Fact]
    public async Task A_ticket_that_is_first_used_long_after_it_was_taken_out_flags_the_record()
    {
        await using var own = await ClockedProgram.StartAsync(("CAMPUS_NETWORKS", "127.0.0.8/32"));
        using var teacher = await own.TeacherAsync();
        var id = await teacher.OpensWithCodeAsync(own.Now.AddMinutes(30), option: 2);
        using var prompt = await own.NewStudentAsync();
        using var late = await own.NewStudentAsync();
        var (first, second) = (await own.JoinsAsync(teacher, id), await own.JoinsAsync(teacher, id));

        (await prompt.AttendsWithTicketAsync(id, first)).Expect(HttpStatusCode.OK);
        own.Clock.Advance(TimeSpan.FromSeconds(160));
        var answer = (await late.AttendsWithTicketAsync(id, second)).Expect(HttpStatusCode.OK);
        // A second try is late without meaning anything.
        (await prompt.AttendsWithTicketAsync(id, first)).Expect(HttpStatusCode.OK);

        Assert.Empty(FlagsOf(answer.Body));
        var roster = await teacher.ListsAsync(id);
        Assert.Equal(["late_ticket"], FlagsOf(roster[late.Number]));
        Assert.Empty(FlagsOf(roster[prompt.Number]));
    }

    [Theory]
    [InlineData(20, 0, false)]
    [InlineData(21, 0, true)]
    [InlineData(25, 25, false)]
    [InlineData(26, 25, true)]
    [InlineData(21, 5, true)]
    public async Task More_tickets_of_one_code_from_one_address_than_the_room_explains_flag_the_record(
        int taken,
        int listed,
        bool isFlagged
    )
    {
        await using var own = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "1"));
        using var teacher = await own.TeacherAsync();
        using var student = await own.NewStudentAsync();
        using var signedIn = await own.NewStudentAsync();
        if (listed > 0)
            await teacher.ListsStudentsAsync(
                "Calculus",
                string.Join('\n', Enumerable.Range(1, listed).Select(number => $"{4000 + number};Ayşe Yılmaz"))
            );
        var id = await own.OpensWithCodeAsync(teacher);
        var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;
        using var phone = new AttnClient(own.Url);
        var ticket = "";
        for (var count = 0; count < taken; count++)
            ticket = (await phone.JoinsAsync(code)).Expect(HttpStatusCode.OK).Words("ticket")!;

        own.Clock.Advance(TimeSpan.FromSeconds(60));
        (await student.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.OK);
        var joined = await signedIn.JoinsAsync((await teacher.ShowsCodeAsync(id)).Words("code")!);
        (await signedIn.AttendsWithTicketAsync(id, joined.Words("ticket")!)).Expect(HttpStatusCode.OK);

        var roster = await teacher.ListsAsync(id);
        // Neither of the two is on the list, where there is one.
        string[] stranger = listed > 0 ? ["not_enrolled"] : [];
        string[] crowded = isFlagged ? ["many_from_one_place"] : [];
        Assert.Equal([.. crowded, .. stranger], FlagsOf(roster[student.Number]));
        Assert.Equal(stranger, FlagsOf(roster[signedIn.Number]));
    }

    private static IEnumerable<string?> FlagsOf(JsonElement record) =>
        record.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString());

    [Fact]
    public async Task A_session_that_asks_for_no_code_ignores_tickets()
    {
        using var teacher = await program.NewTeacherAsync();
        var id = await program.OpensAsync(teacher);
        using var student = await program.NewStudentAsync();
        Assert.False((await teacher.FindsLiveAsync()).Flag("require_code"));
        (await student.AttendsWithTicketAsync(id, "whatever")).Expect(HttpStatusCode.OK);
    }
}
