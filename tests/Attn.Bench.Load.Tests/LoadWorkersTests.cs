using System.Net;
using System.Text;

namespace Attn.Bench.Load.Tests;

public sealed class LoadWorkersTests : IAsyncLifetime
{
    private FakeServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FakeServer.StartAsync();

    [Fact]
    public async Task Every_request_is_sent_once_and_its_answer_is_read_to_the_end()
    {
        _server.Respond = path => (HttpStatusCode.OK, path + new string('x', 100_000));
        using var workers = await StartAsync(count: 4);
        var lengths = new int[50];
        var paths = new string[50];

        var round = await workers.SendAllAsync(
            [.. Enumerable.Range(0, 50).Select(index => Get($"/{index:00}"))],
            200,
            (index, answer) =>
            {
                paths[index] = Encoding.UTF8.GetString(answer.Body.Span[..3]);
                lengths[index] = answer.Body.Length;
            }
        );

        Assert.Equal(50, round.Requests);
        Assert.Equal(0, round.Failures);
        Assert.Equal(50, round.Latencies.Length);
        Assert.Equal(Enumerable.Range(0, 50).Select(index => $"/{index:00}"), paths);
        Assert.All(lengths, length => Assert.Equal(100_003, length));
        Assert.Equal(50, _server.Requests.Count);
    }

    [Fact]
    public async Task A_request_is_repeated_with_the_same_header_and_content()
    {
        using var workers = await StartAsync(count: 2);
        using var content = new ByteArrayContent("hello"u8.ToArray());
        var request = new Request(HttpMethod.Post, new(_server.Url, "/"), "Bearer token", content);

        var round = await workers.RepeatAsync([request], 200, TimeSpan.FromMilliseconds(200));

        Assert.Equal(0, round.Failures);
        Assert.True(_server.Requests.Count > 1);
        Assert.Equal(round.Requests, _server.Requests.Count);
        Assert.All(_server.Requests, received => Assert.Equal(("POST", "Bearer token", "hello"), received));
    }

    [Fact]
    public async Task There_are_never_more_connections_than_workers()
    {
        using var workers = await StartAsync(count: 3);

        await workers.SendAllAsync([.. Enumerable.Repeat(Get("/"), 200)], 200);
        await workers.SendAllAsync([.. Enumerable.Repeat(Get("/"), 200)], 200);

        Assert.InRange(_server.Connections, 1, 3);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        _server.Respond = _ => (HttpStatusCode.Redirect, "");
        using var workers = await StartAsync(count: 1);

        var round = await workers.SendAllAsync([Get("/")], 302);

        Assert.Equal(1, round.Requests);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task An_unexpected_status_is_a_failure_that_quotes_the_answer()
    {
        _server.Respond = path =>
            path == "/bad" ? (HttpStatusCode.ServiceUnavailable, "too busy") : (HttpStatusCode.OK, "");
        using var workers = await StartAsync(count: 1);

        var round = await workers.SendAllAsync([Get("/"), Get("/bad"), Get("/")], 200);

        Assert.Equal(2, round.Requests);
        Assert.Equal(1, round.Failures);
        Assert.Equal("503 too busy", round.FirstFailure);
    }

    [Fact]
    public async Task A_dead_server_ends_the_run_and_unsent_requests_count_as_failures()
    {
        using var workers = await StartAsync(count: 2);
        await _server.DisposeAsync();

        var round = await workers.SendAllAsync([.. Enumerable.Repeat(Get("/"), 1000)], 200);

        Assert.Equal(0, round.Requests);
        Assert.Equal(1000, round.Failures);
        Assert.NotNull(round.FirstFailure);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Request Get(string path) => new(HttpMethod.Get, new(_server.Url, path));

    private async Task<LoadWorkers> StartAsync(int count) => new(await Target.ResolveAsync(_server.Url), count);
}
