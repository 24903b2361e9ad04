using System.Net;
using Attn.EndToEnd.Tests.Faces;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>The contract through nginx, in front of two replicas.</summary>
[Collection(SharedDeployment.Name)]
public sealed class ThroughNginxTests(Deployment deployment) : IAsyncLifetime
{
    private Nginx _nginx = null!;

    public async ValueTask InitializeAsync() => _nginx = await deployment.StartNginxAsync();

    public ValueTask DisposeAsync() => _nginx.DisposeAsync();

    [Fact]
    public async Task A_class_checks_in_at_both_replicas()
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 1, Deployment.OnCampus + 1);
        var id = await teacher.OpensAsync();
        for (var number = 1; number <= 6; number++)
        {
            using var student = await Student.SignsInAsync(_nginx.Url, number, $"{Deployment.OnCampus}{10 + number}");
            Assert.True((await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        }

        Assert.Equal(6, (await teacher.ListsAsync(id)).Count);
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.All(
            [deployment.First, deployment.Second],
            replica =>
                Assert.Contains($"\"Backend\":\"{replica.Url.Authority}\"", _nginx.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_client_is_served()
    {
        using var visitor = new AttnClient(_nginx.Url);

        Assert.Contains(
            "<html",
            (await visitor.GetAsync("/")).Expect(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
    }

    /// <summary>The whole path: upload, Redis, face service, webhook, and the event on the teacher's page.</summary>
    [Fact]
    public async Task A_selfie_of_8_MB_is_compared_and_the_teacher_sees_it()
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 2, Deployment.OnCampus + 1);
        using var student = await Student.SignsInAsync(_nginx.Url, 1, Deployment.OnCampus + 20);
        await student.ConsentsAsync();
        var id = await teacher.OpensAsync(option: 4);
        await using var events = await teacher.WatchesAsync(id);
        await events.NextAsync("snapshot");

        var record = (await student.AttendsAsync(id, Pictures.Of(Pictures.Largest))).Expect(HttpStatusCode.OK);

        Assert.Equal(Waiting.Pending, record.Words("fail_reason"));
        Assert.False((await events.NextAsync("record")).Data.GetProperty("is_attended").GetBoolean());
        Assert.True((await events.NextAsync("record")).Data.GetProperty("is_attended").GetBoolean());
        Assert.True((await student.ForVerdictAsync(id)).Flag("is_attended"));
        await teacher.FinishesAsync(id);
    }

    [Theory]
    // The program's limit and nginx', whose answers have the same form.
    [InlineData(Pictures.Largest + 1)]
    [InlineData(9 * 1024 * 1024)]
    [InlineData(40 * 1024 * 1024)]
    public async Task A_picture_over_8_MB_is_refused(int bytes)
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 3, Deployment.OnCampus + 1);
        using var student = await Student.SignsInAsync(_nginx.Url, 2, Deployment.OnCampus + 21);
        await student.ConsentsAsync();
        var id = await teacher.OpensAsync(option: 3);

        var refused = (await student.AttendsAsync(id, Pictures.Of(bytes))).Expect(HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("application/problem+json", refused.Response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("8 MB", refused.Detail, StringComparison.Ordinal);
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task Events_arrive_immediately()
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 4, Deployment.OnCampus + 1);
        var id = await teacher.OpensAsync();
        await using var events = await teacher.WatchesAsync(id);
        await events.NextAsync("snapshot");

        for (var number = 1; number <= 5; number++)
        {
            using var student = await Student.SignsInAsync(_nginx.Url, number, Deployment.OnCampus + 30);
            var begin = TimeProvider.System.GetTimestamp();
            (await student.AttendsAsync(id)).Expect(HttpStatusCode.OK);
            Assert.Equal(student.Number, (await events.NextAsync("record")).Student);
            // A buffer would hold it back until it is full.
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Deployment.Heartbeat / 4);
        }

        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType?.MediaType);
        await teacher.FinishesAsync(id);
        Assert.Equal("session", (await events.NextAsync())?.Name);
    }
}
