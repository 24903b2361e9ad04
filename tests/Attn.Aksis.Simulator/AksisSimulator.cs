using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.Aksis.Simulator;

/// <summary>
/// The university's portal as a sign-in sees it: two HTTP servers on loopback, Aksis and OBS. Like the real ones they
/// demand the antiforgery token and the cookies; tests can break, delay or redirect each page.
/// </summary>
public sealed class AksisSimulator : IAsyncDisposable
{
    private const string TokenName = "__RequestVerificationToken";
    private const string SessionCookie = ".ASPXAUTH";
    private const string ObsCookie = "OBS.Session";
    private const string ScheduleRoute = "/OgrenimBilgileri/DersProgramiYeni";

    private readonly ConcurrentDictionary<string, SimulatedUser> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _formTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedLogin> _logins = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _secrets = [];
    private readonly ConcurrentQueue<string> _refused = [];
    private readonly PageResponder _pages = new();
    private readonly WebApplication _aksis;
    private readonly WebApplication _obs;

    private AksisSimulator()
    {
        _aksis = Server();
        _obs = Server();
        MapAksis();
        MapObs();
    }

    /// <summary>The time that every page takes. Redirects take none.</summary>
    public TimeSpan Delay
    {
        get => _pages.Delay;
        set => _pages.Delay = value;
    }

    /// <summary>
    /// A firewall in front of the portal resets the connection of a login post whose password contains this text.
    /// </summary>
    public string? ResetsOn { get; set; }

    /// <summary>The usernames of all login posts that the portal refused, in their order.</summary>
    public IReadOnlyCollection<string> Refused => _refused;

    public Uri LoginUrl => new(Root(_aksis), "/Account/LogOn");

    public Uri ObsUrl => Root(_obs);

    public Uri ScheduleUrl => new(Root(_obs), ScheduleRoute);

    /// <summary>The maximum number of sign-ins that waited for the login form at the same time.</summary>
    public int MaxConcurrentSignIns => _pages.MaxAtLoginForm;

    /// <summary>The number of requests that the client cancelled before they were answered.</summary>
    public int Abandoned => _pages.Abandoned;

    /// <summary>Every cookie and form token that was issued.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    /// <summary>The variables that point ATTN here.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AKSIS_LOGIN_URL"] = LoginUrl.AbsoluteUri,
            ["AKSIS_OBS_URL"] = ObsUrl.AbsoluteUri,
            ["AKSIS_LESSON_SCHEDULE_URL"] = ScheduleUrl.AbsoluteUri,
        };

    public static async Task<AksisSimulator> StartAsync()
    {
        var simulator = new AksisSimulator();
        await simulator._aksis.StartAsync();
        await simulator._obs.StartAsync();
        return simulator;
    }

    public AksisSimulator With(SimulatedUser user)
    {
        _users[user.Username] = user;
        return this;
    }

    public void Break(SimulatedPage page, PageFault fault) => _pages.Break(page, fault);

    public void Repair() => _pages.Repair();

    /// <summary>How often a page was requested.</summary>
    public int Requests(SimulatedPage page) => _pages.Requests(page);

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
                LoginOf(context) is { } login
                    ? _pages.SendAsync(context, SimulatedPage.Landing, SimulatedMarkup.Landing(login.User))
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
                        _pages.SendAsync(
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
                    user => _pages.SendAsync(context, SimulatedPage.SchedulePage, SimulatedMarkup.SchedulePage(user))
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
        return _pages.SendAsync(context, SimulatedPage.LoginForm, SimulatedMarkup.LoginForm(token, refused: false));
    }

    private void SetCookie(HttpContext context, string name, string value)
    {
        _secrets.Add(value);
        context.Response.Cookies.Append(name, value, new CookieOptions { HttpOnly = true });
    }

    private async Task LogOnAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (ResetsOn is { } text && form["Password"].ToString().Contains(text, StringComparison.Ordinal))
        {
            Reset(context);
            return;
        }

        var cookie = context.Request.Cookies[TokenName];
        if (cookie is null || !_formTokens.TryRemove(cookie, out var token) || form[TokenName] != token)
        {
            // The real portal throws here and answers as any ASP.NET program does then.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        if (!_users.TryGetValue(form["UserName"].ToString(), out var user) || form["Password"] != user.Password)
        {
            _refused.Enqueue(form["UserName"].ToString());
            await _pages.SendAsync(context, SimulatedPage.LoginPost, SimulatedMarkup.LoginForm(token, refused: true));
            return;
        }

        var key = Guid.NewGuid().ToString("N");
        _logins[key] = new SimulatedLogin(user);
        SetCookie(context, SessionCookie, key);
        await _pages.RedirectAsync(context, SimulatedPage.LoginPost, "/Home/Index");
    }

    private static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
            connection.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        context.Abort();
    }

    private Task ShowObsHomeAsync(HttpContext context)
    {
        if (LoginOf(context) is not { } login)
            return RedirectAsync(context, LoginUrl.AbsoluteUri);
        if (context.Request.Cookies[ObsCookie] == login.ObsKey)
            return _pages.SendAsync(context, SimulatedPage.ObsHome, SimulatedMarkup.ObsHome(login.User));
        SetCookie(context, ObsCookie, login.ObsKey);
        return RedirectAsync(context, "/");
    }

    private Task ShowPhotoAsync(HttpContext context, SimulatedUser user)
    {
        if (user.Photo is not null && (string?)context.Request.RouteValues["number"] == user.Number)
            return _pages.SendAsync(context, SimulatedPage.Photo, user.Photo, "image/jpeg");
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
            return _pages.SendAsync(
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

    private SimulatedLogin? LoginOf(HttpContext context) =>
        context.Request.Cookies[SessionCookie] is { } key ? _logins.GetValueOrDefault(key) : null;

    private Task WithObsAsync(HttpContext context, Func<SimulatedUser, Task> answer) =>
        LoginOf(context) is { } login && context.Request.Cookies[ObsCookie] == login.ObsKey
            ? answer(login.User)
            : RedirectAsync(context, LoginUrl.AbsoluteUri);

    private static Task RedirectAsync(HttpContext context, string location)
    {
        context.Response.Redirect(location);
        return Task.CompletedTask;
    }
}
