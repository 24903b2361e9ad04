using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Attn.Aksis.Simulator;

/// <summary>Sends the pages: counts the requests, and delays or breaks the pages that a test wants broken.</summary>
internal sealed class PageResponder
{
    private readonly ConcurrentDictionary<SimulatedPage, PageFault> _faults = new();
    private readonly ConcurrentDictionary<SimulatedPage, int> _requests = new();
    private readonly Lock _counting = new();
    private int _atLoginForm;
    private int _maxAtLoginForm;
    private int _abandoned;

    public TimeSpan Delay { get; set; }

    public int MaxAtLoginForm => _maxAtLoginForm;

    public int Abandoned => Volatile.Read(ref _abandoned);

    public void Break(SimulatedPage page, PageFault fault) => _faults[page] = fault;

    public void Repair() => _faults.Clear();

    public int Requests(SimulatedPage page) => _requests.GetValueOrDefault(page);

    public Task SendAsync(
        HttpContext context,
        SimulatedPage page,
        string text,
        string contentType = "text/html; charset=utf-8"
    )
    {
        var fault = _faults.GetValueOrDefault(page);
        var changed = fault?.Text is { } change ? change(text) : text;
        var encoding = fault?.Encoding ?? Encoding.UTF8;
        return SendAsync(
            context,
            page,
            encoding.GetBytes(changed),
            fault?.Encoding is null ? contentType : contentType.Split(';')[0]
        );
    }

    public async Task SendAsync(HttpContext context, SimulatedPage page, byte[] body, string contentType)
    {
        var fault = await ReceiveAsync(context, page);
        if (fault is not null && await TryFailAsync(context, fault))
            return;
        context.Response.ContentType = fault?.ContentType ?? contentType;
        var bytes = fault?.Bytes is { } change ? change(body) : body;
        var sent = bytes.AsMemory(0, Math.Min(fault?.CutAt ?? bytes.Length, bytes.Length));
        context.Response.ContentLength = fault?.BreakOff == true ? bytes.Length + 1000 : sent.Length;
        await context.Response.Body.WriteAsync(sent, context.RequestAborted);
        if (fault?.BreakOff == true)
            context.Abort();
    }

    public async Task RedirectAsync(HttpContext context, SimulatedPage page, string location)
    {
        if (await ReceiveAsync(context, page) is not { } fault || !await TryFailAsync(context, fault))
            context.Response.Redirect(location);
    }

    /// <summary>Counts the request and waits as long as the page takes.</summary>
    /// <returns>The page's fault, if it has one.</returns>
    private async Task<PageFault?> ReceiveAsync(HttpContext context, SimulatedPage page)
    {
        CountIn(page);
        var fault = _faults.GetValueOrDefault(page);
        try
        {
            await Task.Delay(Delay + (fault?.Delay ?? TimeSpan.Zero), TimeProvider.System, context.RequestAborted);
            await (fault?.Until ?? Task.CompletedTask).WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _abandoned);
            throw;
        }
        finally
        {
            CountOut(page);
        }

        return fault;
    }

    private void CountIn(SimulatedPage page)
    {
        lock (_counting)
        {
            _atLoginForm += page == SimulatedPage.LoginForm ? 1 : 0;
            _maxAtLoginForm = Math.Max(_maxAtLoginForm, _atLoginForm);
        }

        _requests.AddOrUpdate(page, 1, (_, count) => count + 1);
    }

    private void CountOut(SimulatedPage page)
    {
        lock (_counting)
            _atLoginForm -= page == SimulatedPage.LoginForm ? 1 : 0;
    }

    /// <summary>Aborts, redirects or answers an error status, if the fault says so.</summary>
    /// <returns>Whether it did; otherwise the page is still to be sent.</returns>
    private static async Task<bool> TryFailAsync(HttpContext context, PageFault fault)
    {
        if (fault.Abort)
        {
            context.Abort();
            return true;
        }

        if (fault.RedirectTo is { } location)
        {
            context.Response.StatusCode = fault.Status ?? StatusCodes.Status302Found;
            context.Response.Headers.Location = location;
            return true;
        }

        if (fault.Status is not { } status)
            return false;
        context.Response.StatusCode = status;
        await context.Response.WriteAsync("<html><body><h1>Server Error</h1></body></html>", context.RequestAborted);
        return true;
    }
}
