using System.Net;
using System.Text.Json;
using Attn.Storage.Live;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;

namespace Attn.Api.Tests;

/// <summary>Names and the class list in a running roster: what becomes known later is shown at once.</summary>
public abstract class LiveNamesTests
{
    protected abstract ClockedProgram Program { get; }

    [Fact]
    public async Task A_typed_name_gives_way_to_the_portals_when_the_student_signs_in()
    {
        using var teacher = await Program.NewTeacherAsync();
        var number = $"demo_student_{Program.NextStudent()}";
        var id = await Program.OpensAsync(teacher, "Typed wrongly");
        await using var events = await teacher.WatchesAsync(id);
        await events.NextAsync("snapshot");
        (await teacher.AddsAsync(id, number, "Wrong Name")).Expect(HttpStatusCode.Created);
        Assert.Equal("Wrong Name", NameIn((await events.NextAsync("record")).Data));

        using var student = new AttnClient(Program.Url);
        var name = (await student.SignInAsync(number))
            .Expect(HttpStatusCode.OK)["user"]
            .GetProperty("user_full_name")
            .GetString();
        var shown = (await events.NextAsync("snapshot")).Data.GetProperty("records");
        Assert.Equal(name, NameIn(Assert.Single(shown.EnumerateArray())));

        Assert.Equal(name, NameIn((await teacher.ListsAsync(id))[number]));
        var summarized = Assert.Single((await teacher.SummarizesAsync(id))["students"].EnumerateArray());
        Assert.Equal(name, summarized.GetProperty("user_full_name").GetString());
        var reported = Assert.Single((await teacher.ReportsAsync(id))["students"].EnumerateArray());
        Assert.Equal(name, reported.GetProperty("user_full_name").GetString());
        Assert.Equal(name, NameIn((await student.GetAsync($"/api/v1/student/attendances/{id}/status")).Body));

        // A decision keeps the typed name in the record; neither its answer nor its event shows it.
        var rejected = (await teacher.FailsAsync(id, number, "Left at once")).Expect(HttpStatusCode.OK);
        Assert.Equal(name, NameIn(rejected.Body));
        Assert.Equal(name, NameIn((await events.NextAsync("record")).Data));
        var bulk = new { action = "accept", students = new[] { number } };
        var accepted = await teacher.PostAsync($"/api/v1/teacher/attendances/{id}/records/bulk", bulk);
        Assert.Equal(name, NameIn(accepted.Expect(HttpStatusCode.OK)["results"][0].GetProperty("record")));
        Assert.Equal(name, NameIn((await events.NextAsync("record")).Data));
    }

    [Fact]
    public async Task A_listed_name_gives_way_to_the_portals_when_the_student_signs_in()
    {
        using var teacher = await Program.NewTeacherAsync();
        var number = $"demo_student_{Program.NextStudent()}";
        await teacher.ListsStudentsAsync("Listed wrongly", $"{number};Listed Name");
        var id = await Program.OpensAsync(teacher, "Listed wrongly");
        Assert.Equal("Listed Name", await SummarizedAsync());

        using var student = new AttnClient(Program.Url);
        var name = (await student.SignInAsync(number))
            .Expect(HttpStatusCode.OK)["user"]
            .GetProperty("user_full_name")
            .GetString();
        Assert.Equal(name, await SummarizedAsync());

        async Task<string?> SummarizedAsync() =>
            Assert
                .Single((await teacher.SummarizesAsync(id))["students"].EnumerateArray())
                .GetProperty("user_full_name")
                .GetString();
    }

    [Fact]
    public async Task A_class_list_that_is_replaced_changes_the_running_roster()
    {
        using var teacher = await Program.NewTeacherAsync();
        var place = Program.NextStudent();
        using var student = await Program.StudentAsync(place);
        var name = $"Demo Student {place}";
        var id = await Program.OpensAsync(teacher, "Replaced");
        (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
        (await teacher.AddsAsync(id, "4711", "Typed Name")).Expect(HttpStatusCode.Created);
        await using var events = await teacher.WatchesAsync(id);
        Assert.Equal(
            [("4711", "Typed Name", "null"), (student.Number, name, "null")],
            RecordsIn(await events.NextAsync("snapshot"))
        );

        await teacher.ListsStudentsAsync("Replaced", "4711;Listed Name");
        (string, string, string)[] listed = [("4711", "Listed Name", "true"), (student.Number, name, "false")];
        Assert.Equal(listed, RecordsIn(await events.NextAsync("snapshot")));
        var summary = await teacher.SummarizesAsync(id);
        Assert.Equal((1, 1), (summary["expected"].GetInt32(), summary["not_enrolled"].GetInt32()));
        // What comes after that is marked, too.
        (await teacher.FailsAsync(id, student.Number, "Of another group")).Expect(HttpStatusCode.OK);
        var rejected = (await events.NextAsync("record")).Data;
        Assert.False(rejected.GetProperty("enrolled").GetBoolean());
        Assert.Contains(
            "not_enrolled",
            rejected.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString())
        );

        await teacher.ListsStudentsAsync("Replaced", $"4711;Listed Name\n{student.Number};Another Name");
        Assert.All(RecordsIn(await events.NextAsync("snapshot")), record => Assert.Equal("true", record.Enrolled));
        Assert.Equal(0, (await teacher.SummarizesAsync(id))["not_enrolled"].GetInt32());
    }

    [Fact]
    public async Task After_an_interruption_in_which_nothing_changed_no_second_snapshot_is_sent()
    {
        using var teacher = await Program.NewTeacherAsync();
        await teacher.ListsStudentsAsync("Interrupted", "4711;Listed Name");
        var id = await Program.OpensAsync(teacher, "Interrupted");
        (await teacher.AddsAsync(id, "4712", "Typed Name")).Expect(HttpStatusCode.Created);
        await using var events = await teacher.WatchesAsync(id);
        await events.NextAsync("snapshot");

        var news = Program.Services.GetRequiredService<IRosterNews>();
        await news.PublishAsync(RosterNotice.Everything, TestContext.Current.CancellationToken);
        (await teacher.AddsAsync(id, "4711", "Listed Name")).Expect(HttpStatusCode.Created);
        Assert.Equal("record", (await events.NextAsync())?.Name);
    }

    [Fact]
    public async Task A_student_is_told_nothing_about_the_class_list()
    {
        using var teacher = await Program.NewTeacherAsync();
        using var student = await Program.NewStudentAsync();
        await teacher.ListsStudentsAsync("Strangers", "4711;Somebody Else");
        var id = await Program.OpensAsync(teacher, "Strangers");
        await using var own = await student.WatchesAsync(id);
        await own.NextAsync("snapshot");
        var attended = (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Body;
        foreach (
            var record in new[] { attended, (await own.NextAsync("record")).Data, (await student.StatusAsync(id)).Body }
        )
        {
            Assert.Equal(JsonValueKind.Null, record.GetProperty("enrolled").ValueKind);
            Assert.Equal(0, record.GetProperty("flags").GetArrayLength());
        }

        Assert.False((await teacher.ListsAsync(id))[student.Number].GetProperty("enrolled").GetBoolean());
    }

    private static IEnumerable<(string Number, string Name, string Enrolled)> RecordsIn(LiveEvent snapshot) =>
        snapshot
            .Data.GetProperty("records")
            .EnumerateArray()
            .Select(record => (NumberIn(record), NameIn(record)!, record.GetProperty("enrolled").GetRawText()))
            .OrderBy(record => record.Item1, StringComparer.Ordinal);

    private static string NumberIn(JsonElement record) =>
        record.GetProperty("student").GetProperty("user_school_number").GetString()!;

    private static string? NameIn(JsonElement record) =>
        record.GetProperty("student").GetProperty("user_full_name").GetString();
}

public sealed class EmbeddedLiveNamesTests(ClockedProgram program) : LiveNamesTests, IClassFixture<ClockedProgram>
{
    protected override ClockedProgram Program => program;
}

public sealed class ServersLiveNamesTests(ServersProgram servers) : LiveNamesTests, IClassFixture<ServersProgram>
{
    protected override ClockedProgram Program => servers.Program;
}
