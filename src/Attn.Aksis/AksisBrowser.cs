using System.Net;

namespace Attn.Aksis;

/// <summary>
/// The browser of one sign-in: cookies of its own over connections that all sign-ins share. The shared handler stores
/// no cookies and follows no redirects; both happen here, so that nothing of a user outlives this object and every
/// request goes to the portal.
/// </summary>
internal sealed class AksisBrowser(HttpClient http, PortalAddresses addresses, AksisOptions options, TimeProvider time)
{
    private const int MaxCookies = 300;
    private const int MaxCookieBytes = 16 * 1024;

    private readonly CookieContainer _cookies = new(MaxCookies, MaxCookies, MaxCookieBytes);
    private volatile bool _hasBeenSecure;

    /// <summary>The page requested last; the log names it when the whole sign-in times out.</summary>
    public SignInStep LastStep { get; private set; }

    public Task<PortalPage> GetAsync(SignInStep step, Uri address, CancellationToken cancellationToken) =>
        WithTimeoutAsync(
            step,
            token => FollowAsync(step, HttpMethod.Get, address, form: null, options.MaxPageBytes, token),
            cancellationToken
        );

    public Task<PortalPage> GetPhotoAsync(Uri address, CancellationToken cancellationToken) =>
        WithTimeoutAsync(
            SignInStep.Photo,
            token => FollowAsync(SignInStep.Photo, HttpMethod.Get, address, form: null, options.MaxPhotoBytes, token),
            cancellationToken
        );

    public Task<PortalPage> PostAsync(
        SignInStep step,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>> form,
        CancellationToken cancellationToken
    ) =>
        WithTimeoutAsync(
            step,
            token => FollowAsync(step, HttpMethod.Post, address, form, options.MaxPageBytes, token),
            cancellationToken
        );

    /// <summary>
    /// Limits the time of one page, and turns every network error into a <see cref="PortalFailureException"/>.
    /// </summary>
    private async Task<PortalPage> WithTimeoutAsync(
        SignInStep step,
        Func<CancellationToken, Task<PortalPage>> fetch,
        CancellationToken cancellationToken
    )
    {
        LastStep = step;
        using var timeout = new CancellationTokenSource(options.PageTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await fetch(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PortalFailureException(step, "an answer within the page timeout");
        }
        catch (HttpRequestException exception)
        {
            throw new PortalFailureException(step, $"a connection ({exception.HttpRequestError})");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new PortalFailureException(step, "the rest of the answer");
        }
    }

    private async Task<PortalPage> FollowAsync(
        SignInStep step,
        HttpMethod method,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>>? form,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        for (var redirects = 0; redirects <= options.MaxRedirects; redirects++)
        {
            using var response = await SendAsync(step, method, address, form, cancellationToken);
            if (!IsRedirect(response.StatusCode))
                return new PortalPage(
                    address,
                    response.StatusCode,
                    CharSet(response),
                    await ReadAsync(step, response, maxBytes, cancellationToken)
                );

            // 307 and 308 repeat the post, but the credentials must be tried exactly once.
            if (
                method == HttpMethod.Post
                && response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            )
                throw new PortalFailureException(step, "an answer to the post (the portal redirected it as a post)");

            address =
                response.Headers.Location is { } location && Uri.TryCreate(address, location, out var next)
                    ? next
                    : throw new PortalFailureException(step, "a valid redirect address");
            (method, form) = (HttpMethod.Get, null);
        }

        throw new PortalFailureException(step, "a page within the redirect limit");
    }

    private async Task<HttpResponseMessage> SendAsync(
        SignInStep step,
        HttpMethod method,
        Uri address,
        IReadOnlyList<KeyValuePair<string, string>>? form,
        CancellationToken cancellationToken
    )
    {
        var isSecure = address.Scheme == Uri.UriSchemeHttps;
        if (!addresses.Allows(address) || (_hasBeenSecure && !isSecure))
            throw new PortalFailureException(step, "an address of the portal (a page or redirect led elsewhere)");
        _hasBeenSecure |= isSecure;

        using var request = new HttpRequestMessage(method, address);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        if (_cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
            request.Headers.TryAddWithoutValidation("Cookie", cookies);

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        StoreCookies(address, response);
        return response;
    }

    private void StoreCookies(Uri address, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines))
            return;
        foreach (var line in lines)
        {
            try
            {
                _cookies.SetCookies(address, line);
            }
            catch (CookieException)
            {
                // Malformed, or for another domain: a browser ignores it too.
            }
        }
    }

    /// <summary>Reads the body up to the limit; without one, a single bad page could exhaust the memory.</summary>
    private static async Task<byte[]> ReadAsync(
        SignInStep step,
        HttpResponseMessage response,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        if (response.Content.Headers.ContentLength > maxBytes)
            throw TooLarge(step);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > maxBytes)
                throw TooLarge(step);
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static PortalFailureException TooLarge(SignInStep step) => new(step, "an answer of a reasonable size");

    private static string? CharSet(HttpResponseMessage response) => response.Content.Headers.ContentType?.CharSet;

    private static bool IsRedirect(HttpStatusCode status) =>
        status
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;
}
