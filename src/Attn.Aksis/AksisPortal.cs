using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Attn.Aksis;

/// <summary>
/// The university's portal. Limits the load of our sign-ins on it (how many at once, how long each) and the cost of its
/// outages to us (the circuit breaker); <see cref="AksisSignIn"/> visits the pages. Holds no data of any user.
/// </summary>
internal sealed class AksisPortal : IUniversityPortal, IDisposable
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
    private readonly SemaphoreSlim _slots;
    private readonly CircuitBreakerStateProvider _circuit = new();
    private readonly ResiliencePipeline<Attempt> _breaker;

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
        _slots = new SemaphoreSlim(_options.MaxConcurrentSignIns);
        _breaker = CreateBreaker();
    }

    public async Task<PortalSignIn> SignInAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (!IsPlausible(username) || password.Length is 0 or > MaxCredentialLength)
            return new(PortalRefusal.WrongCredentials);
        try
        {
            var attempt = await _breaker.ExecuteAsync(
                static async (state, token) =>
                    await state.Portal.WaitAndSignInAsync(state.Username, state.Password, token),
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

    public void Dispose() => _slots.Dispose();

    /// <summary>
    /// Portal usernames are printable ASCII. Others never reach the portal, whose comparison of names may be lenient:
    /// two spellings of one account would be two teachers here.
    /// </summary>
    private static bool IsPlausible(string username) =>
        username.Length is > 0 and <= MaxCredentialLength && username.All(character => character is > ' ' and < '\x7F');

    private async Task<Attempt> WaitAndSignInAsync(
        string username,
        string password,
        CancellationToken cancellationToken
    )
    {
        if (!await WaitForSlotAsync(cancellationToken))
            return Failed(
                new PortalFailureException(SignInStep.Queue, "a free slot within the queue timeout", isOutage: false)
            );
        try
        {
            // The circuit may have opened during the wait. The probe of a half-open circuit is let through.
            return _circuit.CircuitState == CircuitState.Open
                ? new Attempt(Unavailable, IsOutage: false)
                : await AttemptAsync(username, password, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<bool> WaitForSlotAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.QueueTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _slots.WaitAsync(linked.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<Attempt> AttemptAsync(string username, string password, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.SignInTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var browser = new AksisBrowser(_clients.CreateClient(HttpClientName), _addresses, _options, _time);
        var signIn = new AksisSignIn(browser, _addresses, _zone, _time, _logger);
        try
        {
            return new Attempt(await signIn.RunAsync(username, password, linked.Token), IsOutage: false);
        }
        catch (PortalFailureException failure)
        {
            return Failed(failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(
                new PortalFailureException(browser.LastStep, "an answer within the sign-in timeout", isOutage: true)
            );
        }
        catch (OperationCanceledException) when (_circuit.CircuitState == CircuitState.HalfOpen)
        {
            // A probe whose caller left did not see the portal work, so it must not close the circuit.
            return new Attempt(Unavailable, IsOutage: true);
        }
    }

    private Attempt Failed(PortalFailureException failure)
    {
        _logger.SignInFailed(failure.Step, failure.Message);
        return new Attempt(Unavailable, failure.IsOutage);
    }

    private ResiliencePipeline<Attempt> CreateBreaker() =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = _time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<Attempt>
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = _options.BreakerMinimumThroughput,
                    SamplingDuration = _options.BreakerSamplingDuration,
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

    /// <summary>The result of a sign-in, and whether it counts as an outage of the portal.</summary>
    private sealed record Attempt(PortalSignIn Result, bool IsOutage);
}
