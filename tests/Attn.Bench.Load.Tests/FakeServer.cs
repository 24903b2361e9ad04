using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attn.Bench.Load.Tests;

/// <summary>A small HTTP server on a free port that notes what it receives.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _connections = [];

    private FakeServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>Status and body for a path.</summary>
    public Func<string, (HttpStatusCode Status, string Body)> Respond { get; set; } = _ => (HttpStatusCode.OK, "");

    public ConcurrentBag<(string Method, string Authorization, string Body)> Requests { get; } = [];

    /// <summary>Different connections that brought a request.</summary>
    public int Connections => _connections.Count;

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeServer(builder.Build());
        await server._app.StartAsync();
        server.Url = new(server._app.Urls.Single());
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _connections[context.Connection.Id] = true;
        using var reader = new StreamReader(context.Request.Body);
        Requests.Add(
            (context.Request.Method, context.Request.Headers.Authorization.ToString(), await reader.ReadToEndAsync())
        );
        var (status, body) = Respond(context.Request.Path);
        context.Response.StatusCode = (int)status;
        if (status == HttpStatusCode.Redirect)
            context.Response.Headers.Location = "/";
        await context.Response.WriteAsync(body);
    }
}
