using System.Collections.Concurrent;
using System.Net;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>What nginx does when replicas die.</summary>
[Collection(SharedDeployment.Name)]
public sealed class ReplicaTests(Deployment deployment)
{
    private const int Readers = 8;
    private const int RoundsAfterwards = 200;

    [Fact]
    public async Task Every_GET_is_answered_while_a_replica_is_killed()
    {
        await using var nginx = await deployment.StartNginxAsync();
        using var teacher = await Teacher.SignsInAsync(nginx.Url, 9, Deployment.OnCampus + 1);
        var id = await teacher.OpensAsync();
        var answers = new ConcurrentQueue<HttpStatusCode>();
        using var enough = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(_ => ReadAsync(teacher, id, answers, enough.Token)).ToList();
        await HasReachedAsync(answers, RoundsAfterwards);

        await deployment.Second.KillAsync();
        await HasReachedAsync(answers, answers.Count + RoundsAfterwards);
        await enough.CancelAsync();
        await Task.WhenAll(readers);
        await deployment.Second.StartAgainAsync();

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task Clients_are_told_to_retry_if_no_replica_runs()
    {
        await using var nginx = await Nginx.StartAsync(null, new Uri($"http://127.0.0.1:{FreePort.Find()}"));
        using var visitor = new AttnClient(nginx.Url);

        var refused = (await visitor.GetAsync("/health")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("application/problem+json", refused.Response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(refused.Detail);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Response.Headers.RetryAfter?.Delta);
    }

    /// <summary>nginx' error log would contain the query.</summary>
    [Fact]
    public async Task A_failed_request_is_logged_without_names()
    {
        await using var nginx = await Nginx.StartAsync(null, new Uri($"http://127.0.0.1:{FreePort.Find()}"));
        using var visitor = new AttnClient(nginx.Url);

        (
            await visitor.GetAsync("/api/v1/student/sessions/find?lesson_name=Calculus&teacher_name=Ada%20Lovelace")
        ).Expect(HttpStatusCode.ServiceUnavailable);
        await Eventually.IsTrueAsync(
            () => Task.FromResult(nginx.Output.Contains("/api/v1/student/sessions/find", StringComparison.Ordinal)),
            "it is logged"
        );

        Assert.DoesNotContain("Lovelace", nginx.Output, StringComparison.Ordinal);
    }

    private static async Task ReadAsync(
        Teacher teacher,
        Guid id,
        ConcurrentQueue<HttpStatusCode> answers,
        CancellationToken enough
    )
    {
        while (!enough.IsCancellationRequested)
            answers.Enqueue((await teacher.GetAsync($"/api/v1/teacher/attendances/{id}/records")).Status);
    }

    private static Task HasReachedAsync(ConcurrentQueue<HttpStatusCode> answers, int count) =>
        Eventually.IsTrueAsync(() => Task.FromResult(answers.Count >= count), $"{count} answers are there");
}
