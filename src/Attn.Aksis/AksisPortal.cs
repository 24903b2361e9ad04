using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Attn.Aksis;

/// <summary>
/// The university's portal. Bounds what sign-ins cost it (how many at once, how long each) and what its outage costs us (the circuit
/// breaker); the walk itself is <see cref="AksisSignIn"/>. Holds nothing of any user.
/// </summary>
internal sealed class AksisPortal : IUniversityPortal, IDisposable
{
    public const string HttpClientName = "Aksis";

    /// <summary>Characters; longer ones are nobody's and are not passed on.</summary>
    private const int MaxCredential = 256;

    private static readonly PortalSignIn Unavailable = new PortalSignIn.Unavailable();

    private readonly IHttpClientFactory _clients;
    private readonly PortalAddresses _addresses;
    private readonly AksisOptions _options;
    private readonly TimeZoneInfo _zone;
    private readonly TimeProvider _time;
    private readonly ILogger<AksisPortal> _logger;
    private readonly SemaphoreSlim _turns;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<Attempt> _breaker;

    public AksisPortal(
        IHttpClientFactory clients,
        PortalAddresses addresses,
        IOptions<AksisOptions> options,
        TimeProvider time,
        ILogger<AksisPortal> logger
    )
    {
        _clients = clients;
        _addresses = addresses;
        _options = options.Value;
        _zone = TimeZoneInfo.FindSystemTimeZoneById(_options.TimeZone);
        _time = time;
        _logger = logger;
        _turns = new SemaphoreSlim(_options.ConcurrentSignIns);
        _breaker = Breaker();
    }

    public async Task<PortalSignIn> SignInAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (!IsPlausible(username) || password.Length is 0 or > MaxCredential)
            return new PortalSignIn.WrongCredentials();
        try
        {
            var attempt = await _breaker.ExecuteAsync(
                static async (state, token) => await state.Portal.InTurnAsync(state.Username, state.Password, token),
                (Portal: this, Username: username, Password: password),
                cancellationToken
            );
            cancellationToken.ThrowIfCancellationRequested();
            return attempt.Result;
        }
        catch (BrokenCircuitException)
        {
            return Unavailable;
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>
    /// Printable ASCII, as portal names are. Others never reach the portal, whose comparison of names may be generous: two spellings of
    /// one account would be two teachers here.
    /// </summary>
    private static bool IsPlausible(string username) =>
        username.Length is > 0 and <= MaxCredential && username.All(character => character is > ' ' and < '\x7F');

    private async Task<Attempt> InTurnAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (!await WaitForTurnAsync(cancellationToken))
            return Failed(
                new PortalFailureException(SignInStep.Queue, "a turn within the time to wait for one", isOutage: false)
            );
        try
        {
            // The circuit may have opened during the wait. The one probe of a half-open circuit sees another state and goes on.
            return _circuit.CircuitState == CircuitState.Open
                ? new Attempt(Unavailable, IsOutage: false)
                : await AttemptAsync(username, password, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<bool> WaitForTurnAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_options.QueueTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _turns.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<Attempt> AttemptAsync(string username, string password, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_options.SignInTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var browser = new AksisBrowser(_clients.CreateClient(HttpClientName), _addresses, _options, _time);
        var signIn = new AksisSignIn(browser, _addresses, _zone, _time, _logger);
        try
        {
            return new Attempt(await signIn.RunAsync(username, password, either.Token), IsOutage: false);
        }
        catch (PortalFailureException failure)
        {
            return Failed(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(
                new PortalFailureException(
                    browser.LastStep,
                    "an answer within the time-out of a sign-in",
                    isOutage: true
                )
            );
        }
        catch (OperationCanceledException) when (_circuit.CircuitState == CircuitState.HalfOpen)
        {
            // A probe whose caller left has not seen the portal work, and must not close the circuit.
            return new Attempt(Unavailable, IsOutage: true);
        }
    }

    private Attempt Failed(PortalFailureException failure)
    {
        _logger.SignInFailed(failure.Step, failure.Message);
        return new Attempt(Unavailable, failure.IsOutage);
    }

    private ResiliencePipeline<Attempt> Breaker() =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = _time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<Attempt>
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = _options.BreakerMinimum,
                    SamplingDuration = _options.BreakerSampling,
                    BreakDuration = _options.BreakDuration,
                    StateProvider = _circuit,
                    ShouldHandle = static arguments =>
                        ValueTask.FromResult(arguments.Outcome.Result is { IsOutage: true }),
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

    /// <summary>How a sign-in ended, and whether that speaks against the portal as a whole.</summary>
    private sealed record Attempt(PortalSignIn Result, bool IsOutage);
}
