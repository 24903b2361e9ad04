namespace Attn.Bench.Load;

/// <summary>
/// A request prepared before the clock starts. It may be sent any number of times: <see cref="HttpClient"/> wants a new
/// message each time, but address, header values and content are shared.
/// </summary>
/// <param name="Authorization">Value of the header; <c>null</c>: the request is anonymous.</param>
internal sealed record Request(HttpMethod Method, Uri Url, string? Authorization = null, HttpContent? Content = null)
{
    /// <summary>A message to send once. Do not dispose it: that would dispose the shared content.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Url) { Content = Content };
        // Our own token needs no validation, which would parse it on every request.
        if (Authorization is not null)
            message.Headers.TryAddWithoutValidation("Authorization", Authorization);
        return message;
    }
}
