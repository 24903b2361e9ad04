namespace Attn.Bench.Load;

/// <summary>
/// Sends one request at a time and reads each response to its end, into a buffer that is kept. Not thread-safe, but any
/// number of senders may share the client.
/// </summary>
internal sealed class RequestSender(HttpClient client) : IDisposable
{
    private readonly MemoryStream _body = new(16 * 1024);

    /// <exception cref="HttpRequestException">The server could not be reached or did not speak HTTP.</exception>
    /// <exception cref="IOException">The connection broke while the body was read.</exception>
    public async Task<Answer> SendAsync(Request request, CancellationToken cancellationToken = default)
    {
        using var response = await client.SendAsync(
            request.ToMessage(),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );
        _body.SetLength(0);
        await response.Content.CopyToAsync(_body, cancellationToken);
        return new((int)response.StatusCode, _body.GetBuffer().AsMemory(0, (int)_body.Length));
    }

    /// <summary>The client stays open: it belongs to the caller.</summary>
    public void Dispose() => _body.Dispose();
}
