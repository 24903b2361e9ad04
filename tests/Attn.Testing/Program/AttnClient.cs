using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Attn.Testing.Program;

/// <summary>A client of the HTTP contract with an address of its own.</summary>
public class AttnClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="from">A loopback address, such as 127.0.0.7; to the program it is another computer.</param>
    public AttnClient(Uri url, string from = "127.0.0.1")
    {
        Url = url;
        From = from;
        _http = new HttpClient(HandlerFor(from)) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(20) };
    }

    public Uri Url { get; }

    public string From { get; }

    public string Token
    {
        get => _http.DefaultRequestHeaders.Authorization?.Parameter ?? "";
        set => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", value);
    }

    /// <summary>The number that the portal gave, after a sign-in.</summary>
    public string Number { get; protected set; } = "";

    public Task<Answer> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public Task<Answer> PostAsync(string path, object? body = null) =>
        SendAsync(new(HttpMethod.Post, path) { Content = Json(body) });

    public Task<Answer> PutAsync(string path, object? body = null) =>
        SendAsync(new(HttpMethod.Put, path) { Content = Json(body) });

    public Task<Answer> DeleteAsync(string path, object? body = null) =>
        SendAsync(new(HttpMethod.Delete, path) { Content = Json(body) });

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            // The answer outlives the connection, so read it whole.
            var response = await _http.SendAsync(request);
            var answer = await Answer.ReadAsync(response);
            DocumentedProblems.Check(request, answer);
            return answer;
        }
    }

    /// <summary>Opens a live view.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="lastEventId">The last event that was received; <c>null</c>: none.</param>
    public async Task<LiveEvents> WatchAsync(string path, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is { } last)
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        return await LiveEvents.OfAsync(await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>Sends the code on the screen; signed in or not.</summary>
    public Task<Answer> JoinsAsync(string code) => PostAsync("/api/v1/join", new { code });

    public async Task<Answer> SignInAsync(string username, string password = "password")
    {
        var answer = await PostAsync("/api/v1/auth/login", new { username, password });
        if (!answer.IsSuccess)
            return answer;
        Token = answer["token"].GetProperty("access_token").GetString()!;
        Number = answer["user"].GetProperty("user_school_number").GetString()!;
        return answer;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _http.Dispose();
    }

    private static JsonContent? Json(object? body) => body is null ? null : JsonContent.Create(body);

    private static SocketsHttpHandler HandlerFor(string from) =>
        new()
        {
            AllowAutoRedirect = false,
            // Who asks first whether a body may come waits for the answer, however long a busy machine needs.
            Expect100ContinueTimeout = TimeSpan.FromMinutes(2),
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                {
                    NoDelay = true,
                };
                try
                {
                    socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                    await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
}
