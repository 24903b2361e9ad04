using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>Codes, tickets and the count of wrong codes are shared by all replicas.</summary>
public sealed class JoinAcrossReplicasTests(FaultServers servers) : IAsyncLifetime
{
    private Replicas _replicas = null!;

    private Uri Here => _replicas[0].Url;

    private Uri There => _replicas[1].Url;

    public async ValueTask InitializeAsync() =>
        _replicas = await Replicas.StartTwoAsync(
            await servers.NewStoresAsync(),
            ("RATE_LIMIT_FACTOR", "1"),
            ("DEMO_STUDENTS", "100")
        );

    public ValueTask DisposeAsync() => _replicas.DisposeAsync();

    [Fact]
    public async Task A_code_of_one_replica_works_at_the_other_and_its_ticket_at_both()
    {
        using var teacher = await Teacher.SignsInAsync(Here);
        var id = await teacher.OpensWithCodeAsync(TimeProvider.System.GetUtcNow().AddMinutes(30));
        using var phone = new AttnClient(There);
        var screen = await teacher.ShowsCodeAsync(id);
        var scanned = (await phone.JoinsAsync(screen.Words("code")!)).Expect(HttpStatusCode.OK);
        var typed = (await phone.JoinsAsync(screen.Words("typed_code")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(id, typed["session"].GetProperty("attendance_id").GetGuid());

        var ticket = scanned.Words("ticket")!;
        using var student = await Student.SignsInAsync(Here, 1);
        (await student.ClaimsAsync(ticket)).Expect(HttpStatusCode.OK);
        using var classmate = await Student.SignsInAsync(There, 2);
        (await classmate.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.BadRequest, "ticket_not_yours");
        using var elsewhere = student.At(There);
        Assert.True((await elsewhere.AttendsWithTicketAsync(id, ticket)).Expect(HttpStatusCode.OK).Flag("is_attended"));

        // Fifty students at both replicas at once, with the second ticket.
        var students = await Task.WhenAll(
            Enumerable.Range(10, 50).Select(number => Student.SignsInAsync(number % 2 == 0 ? Here : There, number))
        );
        var answers = await Task.WhenAll(
            students.Select(each => each.AttendsWithTicketAsync(id, typed.Words("ticket")!))
        );
        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.Equal(2, (await teacher.ListsAsync(id)).Count);

        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.Empty(await _replicas.Stores.KeysOfClassesAsync());
        foreach (var each in students)
            each.Dispose();
    }

    [Fact]
    public async Task Wrong_codes_at_both_replicas_are_counted_together()
    {
        using var here = await Student.SignsInAsync(Here, 3);
        using var there = here.At(There);
        var answers = new List<HttpStatusCode>();
        for (var turn = 0; turn < 6; turn++)
        {
            answers.Add((await here.JoinsAsync("AAAAAA")).Status);
            answers.Add((await there.JoinsAsync("AAAAAA")).Status);
        }

        Assert.Equal(
            [
                .. Enumerable.Repeat(HttpStatusCode.BadRequest, 10),
                HttpStatusCode.TooManyRequests,
                HttpStatusCode.TooManyRequests,
            ],
            answers
        );
    }
}
