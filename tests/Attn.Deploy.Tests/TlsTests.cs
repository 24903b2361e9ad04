using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>nginx with certificates in deploy/certs.</summary>
[Collection(SharedDeployment.Name)]
public sealed class TlsTests(Deployment deployment) : IAsyncLifetime
{
    private readonly Certificate _certificate = new();
    private Nginx _nginx = null!;
    private HttpClient _browser = null!;

    private Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_nginx.TlsPort}"));

    public async ValueTask InitializeAsync()
    {
        _nginx = await deployment.StartNginxAsync(_certificate.Folder);
        _browser = _certificate.Browser(Url, Deployment.OnCampus + 50);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _nginx.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task HTTPS_answers_send_HSTS()
    {
        using var answer = await _browser.GetAsync(
            new Uri("/", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=15768000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Plain_HTTP_redirects_to_HTTPS()
    {
        using var visitor = new AttnClient(_nginx.Url);

        var answer = await visitor.PostAsync("/api/v1/auth/login?next=%2Fa%20b");

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.Status);
        Assert.Equal(new Uri(Url, "/api/v1/auth/login?next=%2Fa%20b"), answer.Response.Headers.Location);
    }

    /// <summary>The phone's address, the scheme of its page, and events without delay.</summary>
    [Fact]
    public async Task A_class_checks_in_over_HTTPS()
    {
        using var teacher = await Teacher.SignsInAsync(deployment.First.Url, 10, "127.0.0.1");
        var id = await teacher.OpensWithCodeAsync(TimeProvider.System.GetUtcNow().AddMinutes(30), option: 2);
        await SignInAsync("demo_teacher_10");
        var shown = await _browser.GetFromJsonAsync<JsonElement>(
            new Uri($"/api/v1/teacher/attendances/{id}/qr?format=json", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        // Like browsers: compression would buffer the stream.
        _browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, deflate, br");
        using var stream = await _browser.GetAsync(
            new Uri($"/api/v1/teacher/attendances/{id}/events", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        Assert.Empty(stream.Content.Headers.ContentEncoding);
        await using var events = await LiveEvents.OfAsync(stream);
        await events.NextAsync("snapshot");
        var begin = TimeProvider.System.GetTimestamp();

        (await teacher.AddsAsync(id, "20260001", "Ada Lovelace")).Expect(HttpStatusCode.Created);
        await events.NextAsync("record");

        Assert.True(TimeProvider.System.GetElapsedTime(begin) < Deployment.Heartbeat / 4);
        Assert.StartsWith(Url.ToString(), shown.GetProperty("url").GetString(), StringComparison.Ordinal);
        await teacher.FinishesAsync(id);
    }

    /// <summary>nginx' own message does not tell what to do.</summary>
    [Fact]
    public async Task An_unreadable_key_is_named()
    {
        (await Shell.RunAsync("chmod 755 . && chmod 000 tls.key", _certificate.Folder)).ExpectSuccess();
        // Root can read every file, but nginx is not root in its container.
        string[] ordinary = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
            : [];
        using var folder = new DeployFolder();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NGINX_CERTS"] = _certificate.Folder,
            ["NGINX_RUN"] = "/nowhere",
        };

        var refused = await Shell.RunAsync(
            [.. ordinary, "sh", Path.Combine(folder.Path, "nginx", "start.sh")],
            "/",
            environment
        );

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("deploy/certs/tls.key cannot be read by the user", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_certificate_it_does_not_start_unless_plain_HTTP_is_allowed(bool isEmpty)
    {
        if (isEmpty)
            (await Shell.RunAsync(": > tls.crt", _certificate.Folder)).ExpectSuccess();
        using var folder = new DeployFolder();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NGINX_CERTS"] = isEmpty ? _certificate.Folder : "/nowhere",
            ["NGINX_RUN"] = "/nowhere",
        };

        var refused = await Shell.RunAsync(["sh", Path.Combine(folder.Path, "nginx", "start.sh")], "/", environment);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("ALLOW_PLAIN_HTTP=true", refused.Errors, StringComparison.Ordinal);
    }

    private async Task SignInAsync(string username)
    {
        using var answer = await _browser.PostAsJsonAsync(
            new Uri("/api/v1/auth/login", UriKind.Relative),
            new { username, password = "password" },
            TestContext.Current.CancellationToken
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        _browser.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            body.GetProperty("token").GetProperty("access_token").GetString()
        );
    }
}
