using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.Aksis.Simulator;

/// <summary>
/// The university's portal as far as a sign-in sees it: two HTTP servers on loopback, Aksis and OBS, that demand the antiforgery token
/// and the cookies as the real ones do, and can be told to break, slow down or lead elsewhere page by page.
/// </summary>
public sealed class AksisSimulator : IAsyncDisposable
{
    private const string TokenName = "__RequestVerificationToken";
    private const string SessionCookie = ".ASPXAUTH";
    private const string ObsCookie = "OBS.Session";
    private const string ScheduleRoute = "/OgrenimBilgileri/DersProgramiYeni";

    private readonly ConcurrentDictionary<string, SimulatedUser> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _formTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _secrets = [];
    private readonly ConcurrentDictionary<SimulatedPage, PageFault> _faults = new();
    private readonly ConcurrentDictionary<SimulatedPage, int> _requests = new();
    private readonly WebApplication _aksis;
    private readonly WebApplication _obs;
    private readonly TimeProvider _time;
    private readonly Lock _counting = new();
    private int _atLoginForm;
    private int _mostAtLoginForm;
    private int _abandoned;

    private AksisSimulator(TimeProvider time)
    {
        _time = time;
        _aksis = Server();
        _obs = Server();
        MapAksis();
        MapObs();
    }

    /// <summary>How long every page takes. Redirects take no time.</summary>
    public TimeSpan Delay { get; set; }

    public Uri LoginUrl => new(Root(_aksis), "/Account/LogOn");

    public Uri ObsUrl => Root(_obs);

    public Uri ScheduleUrl => new(Root(_obs), ScheduleRoute);

    /// <summary>The most sign-ins that were ever waiting for the login form at the same time.</summary>
    public int MaxConcurrentSignIns => _mostAtLoginForm;

    /// <summary>How many requests the client left before they were answered.</summary>
    public int Abandoned => Volatile.Read(ref _abandoned);

    /// <summary>Every cookie and form token that was given out.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    /// <summary>The variables that point ATTN here.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AKSIS_LOGIN_URL"] = LoginUrl.AbsoluteUri,
            ["AKSIS_OBS_URL"] = ObsUrl.AbsoluteUri,
            ["AKSIS_LESSON_SCHEDULE_URL"] = ScheduleUrl.AbsoluteUri,
        };

    public static async Task<AksisSimulator> StartAsync(TimeProvider? time = null)
    {
        var simulator = new AksisSimulator(time ?? TimeProvider.System);
        await simulator._aksis.StartAsync();
        await simulator._obs.StartAsync();
        return simulator;
    }

    public AksisSimulator With(SimulatedUser user)
    {
        _users[user.Username] = user;
        return this;
    }

    public void Break(SimulatedPage page, PageFault fault) => _faults[page] = fault;

    public void Mend() => _faults.Clear();

    /// <summary>How often a page was asked for.</summary>
    public int Requests(SimulatedPage page) => _requests.GetValueOrDefault(page);

    public async ValueTask DisposeAsync()
    {
        await _aksis.DisposeAsync();
        await _obs.DisposeAsync();
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        return builder.Build();
    }

    private static Uri Root(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private void MapAksis()
    {
        _aksis.MapGet("/Account/LogOn", ShowLoginFormAsync);
        _aksis.MapPost("/Account/LogOn", LogOnAsync);
        _aksis.MapGet(
            "/Home/Index",
            context =>
                SessionOf(context) is { } session
                    ? AnswerAsync(context, SimulatedPage.Landing, SimulatedMarkup.Landing(session.User))
                    : RedirectAsync(context, LoginUrl.AbsoluteUri)
        );
    }

    private void MapObs()
    {
        _obs.MapGet("/", ShowObsHomeAsync);
        _obs.MapGet(
            "/Profil/Ozluk",
            context =>
                WithObsAsync(
                    context,
                    user =>
                        AnswerAsync(
                            context,
                            SimulatedPage.PersonalPage,
                            SimulatedMarkup.PersonalPage(PhotoSource(user))
                        )
                )
        );
        _obs.MapGet("/Profil/Foto/{number}", context => WithObsAsync(context, user => ShowPhotoAsync(context, user)));
        _obs.MapGet(
            ScheduleRoute,
            context =>
                WithObsAsync(
                    context,
                    user => AnswerAsync(context, SimulatedPage.SchedulePage, SimulatedMarkup.SchedulePage(user))
                )
        );
        _obs.MapPost(
            ScheduleRoute + "/Plans_Read",
            context => WithObsAsync(context, user => ShowLessonsAsync(context, user))
        );
    }

    private Task ShowLoginFormAsync(HttpContext context)
    {
        var (cookie, token) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        _formTokens[cookie] = token;
        _secrets.Add(token);
        SetCookie(context, TokenName, cookie);
        SetCookie(context, "ASP.NET_SessionId", Guid.NewGuid().ToString("N"));
        return AnswerAsync(context, SimulatedPage.LoginForm, SimulatedMarkup.LoginForm(token, refused: false));
    }

    private void SetCookie(HttpContext context, string name, string value)
    {
        _secrets.Add(value);
        context.Response.Cookies.Append(name, value, new CookieOptions { HttpOnly = true });
    }

    private async Task LogOnAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var cookie = context.Request.Cookies[TokenName];
        if (cookie is null || !_formTokens.TryRemove(cookie, out var token) || form[TokenName] != token)
        {
            // The real portal throws here, and answers as any ASP.NET program that throws.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        if (!_users.TryGetValue(form["UserName"].ToString(), out var user) || form["Password"] != user.Password)
        {
            await AnswerAsync(context, SimulatedPage.LoginPost, SimulatedMarkup.LoginForm(token, refused: true));
            return;
        }

        var key = Guid.NewGuid().ToString("N");
        _sessions[key] = new SimulatedSession(user);
        SetCookie(context, SessionCookie, key);
        if (
            await ArriveAsync(context, SimulatedPage.LoginPost) is not { } fault
            || !await MisbehaveAsync(context, fault)
        )
            await RedirectAsync(context, "/Home/Index");
    }

    private Task ShowObsHomeAsync(HttpContext context)
    {
        if (SessionOf(context) is not { } session)
            return RedirectAsync(context, LoginUrl.AbsoluteUri);
        if (context.Request.Cookies[ObsCookie] == session.ObsKey)
            return AnswerAsync(context, SimulatedPage.ObsHome, SimulatedMarkup.ObsHome(session.User));
        SetCookie(context, ObsCookie, session.ObsKey);
        return RedirectAsync(context, "/");
    }

    private Task ShowPhotoAsync(HttpContext context, SimulatedUser user)
    {
        if (user.Photo is not null && (string?)context.Request.RouteValues["number"] == user.Number)
            return AnswerAsync(context, SimulatedPage.Photo, user.Photo, "image/jpeg");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private Task ShowLessonsAsync(HttpContext context, SimulatedUser user)
    {
        var query = context.Request.Query;
        if (
            query["OgrenciId"] == user.Number
            && query["BirimId"] == "77"
            && query["Yil"] == "2024"
            && query["Donem"] == "1"
        )
            return AnswerAsync(
                context,
                SimulatedPage.LessonData,
                SimulatedMarkup.LessonData(user),
                "application/json; charset=utf-8"
            );
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static string? PhotoSource(SimulatedUser user) =>
        user.PhotoSource ?? (user.Photo is null ? null : $"/Profil/Foto/{user.Number}");

    private SimulatedSession? SessionOf(HttpContext context) =>
        context.Request.Cookies[SessionCookie] is { } key ? _sessions.GetValueOrDefault(key) : null;

    private Task WithObsAsync(HttpContext context, Func<SimulatedUser, Task> answer) =>
        SessionOf(context) is { } session && context.Request.Cookies[ObsCookie] == session.ObsKey
            ? answer(session.User)
            : RedirectAsync(context, LoginUrl.AbsoluteUri);

    private static Task RedirectAsync(HttpContext context, string location)
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    }

    private Task AnswerAsync(
        HttpContext context,
        SimulatedPage page,
        string text,
        string contentType = "text/html; charset=utf-8"
    )
    {
        var fault = _faults.GetValueOrDefault(page);
        var changed = fault?.Text is { } change ? change(text) : text;
        var encoding = fault?.Encoding ?? System.Text.Encoding.UTF8;
        return AnswerAsync(
            context,
            page,
            encoding.GetBytes(changed),
            fault?.Encoding is null ? contentType : contentType.Split(';')[0]
        );
    }

    private async Task AnswerAsync(HttpContext context, SimulatedPage page, byte[] body, string contentType)
    {
        var fault = await ArriveAsync(context, page);
        if (fault is not null && await MisbehaveAsync(context, fault))
            return;
        context.Response.ContentType = fault?.ContentType ?? contentType;
        var bytes = fault?.Bytes is { } change ? change(body) : body;
        var sent = bytes.AsMemory(0, Math.Min(fault?.CutAt ?? bytes.Length, bytes.Length));
        context.Response.ContentLength = fault?.BreakOff == true ? bytes.Length + 1000 : sent.Length;
        await context.Response.Body.WriteAsync(sent, context.RequestAborted);
        if (fault?.BreakOff == true)
            context.Abort();
    }

    /// <summary>Counts the request, waits as long as the page takes, and says what is wrong with the page.</summary>
    private async Task<PageFault?> ArriveAsync(HttpContext context, SimulatedPage page)
    {
        CountIn(page);
        var fault = _faults.GetValueOrDefault(page);
        try
        {
            await Task.Delay(Delay + (fault?.Delay ?? TimeSpan.Zero), _time, context.RequestAborted);
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
            _mostAtLoginForm = Math.Max(_mostAtLoginForm, _atLoginForm);
        }

        _requests.AddOrUpdate(page, 1, (_, count) => count + 1);
    }

    private void CountOut(SimulatedPage page)
    {
        lock (_counting)
            _atLoginForm -= page == SimulatedPage.LoginForm ? 1 : 0;
    }

    /// <summary>Does what leaves no page to send; true if it did.</summary>
    private static async Task<bool> MisbehaveAsync(HttpContext context, PageFault fault)
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
