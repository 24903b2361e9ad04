using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Attn.Aksis;

/// <summary>
/// The university's portal. Limits the load of our sign-ins on it (how many at once, how long each) and the cost of its
/// outages to us (the circuit breaker); <see cref="AksisSignIn"/> visits the pages. Holds no data of any user.
/// </summary>
internal sealed class AksisPortal : IUniversityPortal
{
    public const string HttpClientName = "Aksis";

    /// <summary>Characters; nobody has longer ones, so they are not passed on.</summary>
    private const int MaxCredentialLength = 256;

    private static readonly PortalSignIn Unavailable = new(PortalRefusal.Unavailable);

    private readonly IHttpClientFactory _clients;
    private readonly PortalAddresses _addresses;
    private readonly AksisOptions _options;
    private readonly TimeZoneInfo _zone;
    private readonly TimeProvider _time;
    private readonly ILogger<AksisPortal> _logger;
    private readonly PortalTurns _turns;
    private readonly BusyLog _busyLog;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<LoginPage> _breaker;

    public AksisPortal(
        IHttpClientFactory clients,
        PortalAddresses addresses,
        IOptions<AksisOptions> options,
        TimeZoneInfo zone,
        TimeProvider time,
        ILogger<AksisPortal> logger
    )
    {
        _clients = clients;
        _addresses = addresses;
        _options = options.Value;
        _zone = zone;
        _time = time;
        _logger = logger;
        _turns = new(_options.MaxConcurrentSignIns, _options.ShareOfOneAddress, _options.MaxWaitingSignIns);
        _busyLog = new(logger, time);
        _breaker = CreateBreaker();
    }

    public async Task<PortalSignIn> SignInAsync(
        string username,
        string password,
        string address,
        CancellationToken cancellationToken
    )
    {
        if (!IsPlausible(username) || password.Length is 0 or > MaxCredentialLength)
            return new(PortalRefusal.WrongCredentials);
        if (!await WaitForTurnAsync(address, cancellationToken))
        {
            _busyLog.Write();
            return new(PortalRefusal.Busy);
        }

        try
        {
            return await AttemptAsync(username, password, cancellationToken);
        }
        finally
        {
            _turns.Return(address);
        }
    }

    /// <summary>
    /// Portal usernames are printable ASCII. Others never reach the portal, whose comparison of names may be lenient:
    /// two spellings of one account would be two teachers here. Windows, which keeps many universities' accounts,
    /// allows no name that ends with a period, and takes <c>DOMAIN\name</c> for the name.
    /// </summary>
    private static bool IsPlausible(string username) =>
        username.Length is > 0 and <= MaxCredentialLength
        && username.All(character => character is > ' ' and < '\x7F' and not '\\' and not '/')
        && username[^1] != '.';

    private async Task<bool> WaitForTurnAsync(string address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.QueueTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _turns.TakeAsync(address, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<PortalSignIn> AttemptAsync(string username, string password, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.SignInTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var browser = new AksisBrowser(_clients.CreateClient(HttpClientName), _addresses, _options, _time);
        var signIn = new AksisSignIn(browser, _addresses, _zone, _time, _logger);
        try
        {
            var login = await _breaker.ExecuteAsync(
                static async (state, token) => await state.OpenAsync(token),
                signIn,
                linked.Token
            );
            return await signIn.RunAsync(login, username, password, linked.Token);
        }
        catch (BrokenCircuitException)
        {
            return Unavailable;
        }
        catch (PortalFailureException failure)
        {
            return Failed(failure.Step, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(browser.LastStep, "an answer within the sign-in timeout");
        }
        catch (OperationCanceledException) when (browser.LastStep != SignInStep.LoginPage)
        {
            return RefusalAt(browser.LastStep);
        }
    }

    private PortalSignIn Failed(SignInStep step, string missing)
    {
        _logger.SignInFailed(step, missing);
        return RefusalAt(step);
    }

    /// <summary>Before the post nothing was tried, and pages after it are shown only after a right password.</summary>
    private static PortalSignIn RefusalAt(SignInStep step) =>
        step == SignInStep.LoginPost ? new(PortalRefusal.NoVerdict) : Unavailable;

    /// <summary>
    /// Only the login page speaks for or against the portal. What follows depends on what somebody typed, and nobody
    /// may be able to lock all others out.
    /// </summary>
    private ResiliencePipeline<LoginPage> CreateBreaker() =>
        new ResiliencePipelineBuilder<LoginPage> { TimeProvider = _time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<LoginPage>
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = _options.BreakerMinimumThroughput,
                    SamplingDuration = _options.BreakerSamplingDuration,
                    BreakDuration = _options.BreakDuration,
                    StateProvider = _circuit,
                    ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome.Exception)),
                    OnOpened = arguments =>
                    {
                        _logger.CircuitOpened(arguments.BreakDuration.TotalSeconds);
                        return ValueTask.CompletedTask;
                    },
                    OnClosed = _ =>
                    {
                        _logger.CircuitClosed();
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();

    // A probe whose caller left did not see the portal work, so it must not close the circuit.
    private bool IsFailure(Exception? exception) =>
        exception is PortalFailureException
        || (exception is OperationCanceledException && _circuit.CircuitState == CircuitState.HalfOpen);
}
