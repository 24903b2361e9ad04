using System.Net;
using Attn.Api.Platform.OpenApi;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Time.Testing;
using Microsoft.OpenApi;

namespace Attn.Api.Tests;

/// <summary>The document is generated once and served from memory.</summary>
public sealed class ApiDocumentCacheTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private readonly CountingGenerator _generator = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Requests_after_the_first_do_not_run_the_generator()
    {
        var cache = new ApiDocumentCache(_generator, _clock);
        var first = await cache.GetAsync();
        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Same(first, await cache.GetAsync());
        Assert.Equal(1, _generator.Runs);
    }

    [Fact]
    public async Task Requests_at_the_same_time_share_one_run()
    {
        var cache = new ApiDocumentCache(_generator, _clock);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cache.GetAsync()));
        Assert.Equal(1, _generator.Runs);
    }

    [Fact]
    public async Task An_old_document_is_generated_anew_because_the_times_of_its_examples_pass()
    {
        var cache = new ApiDocumentCache(_generator, _clock);
        await cache.GetAsync();
        _clock.Advance(TimeSpan.FromMinutes(30));
        await cache.GetAsync();
        Assert.Equal(2, _generator.Runs);
    }

    [Fact]
    public async Task A_failed_run_is_not_kept()
    {
        var cache = new ApiDocumentCache(_generator, _clock);
        _generator.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(cache.GetAsync);
        _generator.Fails = false;
        await cache.GetAsync();
    }

    [Fact]
    public async Task Who_has_the_document_already_gets_304()
    {
        using var http = new HttpClient { BaseAddress = program.Url };
        using var first = await http.GetAsync(new Uri("/openapi.json", UriKind.Relative));
        Assert.True(first.Headers.CacheControl!.NoCache);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private sealed class CountingGenerator : IOpenApiDocumentProvider
    {
        public int Runs { get; private set; }

        public bool Fails { get; set; }

        public async Task<OpenApiDocument> GetOpenApiDocumentAsync(CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            Runs++;
            return Fails ? throw new InvalidOperationException("It fails.") : new OpenApiDocument { Paths = [] };
        }
    }
}
