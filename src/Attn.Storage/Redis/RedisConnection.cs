using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace Attn.Storage.Redis;

/// <summary>
/// The program's one connection to a Redis. It reconnects by itself within a second after an outage. While Redis is
/// unavailable, operations fail at once. One that was sent and got no answer in time fails too; it was done whole or
/// not at all. Nothing here is ever sent twice.
/// </summary>
public sealed partial class RedisConnection : IStoreStart, IAsyncDisposable
{
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(5);

    private readonly RedisConnectionOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private ConnectionMultiplexer? _multiplexer;
    private int _isLost;

    public RedisConnection(RedisConnectionOptions options, ILogger logger, TimeProvider time)
    {
        _options = options;
        _logger = logger;
        _time = time;
        Channels = new(this, time);
    }

    internal RedisConnectionOptions Options => _options;

    internal RedisChannels Channels { get; }

    /// <summary><c>null</c> before the start.</summary>
    internal ConnectionMultiplexer? Multiplexer => _multiplexer;

    /// <summary>Called after a reconnect: what was published in between was missed.</summary>
    internal Action? Restored { get; set; }

    /// <summary>Connects and waits until Redis answers. Call it once, before anything else.</summary>
    /// <exception cref="StoreUnavailableException">
    /// No answer within <see cref="RedisConnectionOptions.StartTimeout"/>.
    /// </exception>
    /// <exception cref="StartRefusedException">
    /// Redis refuses the user or the password, or its certificate is not trusted.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        var nextReport = TimeSpan.Zero;
        _multiplexer ??= await ConnectAsync();
        while (true)
        {
            try
            {
                await PingAsync(cancellationToken);
                LogConnected(_options.Variable, _options.Url);
                return;
            }
            catch (StoreUnavailableException outage)
            {
                if (RedisOutage.FindRefusal(outage, _options.Url) is { } refusal)
                    throw new StartRefusedException($"{_options.Variable}: {refusal}", outage);
                var waited = _time.GetElapsedTime(startedAt);
                if (waited >= _options.StartTimeout)
                    throw;
                if (waited >= nextReport)
                {
                    ReportWaiting(waited, outage);
                    nextReport = waited + ReportPeriod;
                }
            }

            await Task.Delay(StartPause, _time, cancellationToken);
        }
    }

    /// <summary>Measures one round trip and reads Redis's clock.</summary>
    /// <exception cref="StoreUnavailableException">Redis is unavailable.</exception>
    public async Task<RedisPing> PingAsync(CancellationToken cancellationToken)
    {
        var sentAt = _time.GetTimestamp();
        var parts = (RedisResult[]?)await RunAsync(database => database.ExecuteAsync("TIME"), cancellationToken);
        return new(
            _time.GetElapsedTime(sentAt),
            DateTimeOffset.UnixEpoch.AddSeconds((long)parts![0]).AddMicroseconds((long)parts[1])
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is { } multiplexer)
            await multiplexer.DisposeAsync();
    }

    /// <summary>
    /// Runs an operation. The token is checked only before anything is sent. From then on the answer is awaited, no
    /// longer than the time-out: a caller that gave up in between would not know what was done.
    /// </summary>
    internal async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_multiplexer is not { } multiplexer)
            throw Unavailable(null);
        try
        {
            return await operation(multiplexer.GetDatabase());
        }
        catch (Exception e) when (RedisOutage.IsOutage(e))
        {
            throw Unavailable(e);
        }
    }

    internal Task<RedisResult> RunAsync(
        RedisScript script,
        RedisKey[] keys,
        RedisValue[] arguments,
        CancellationToken cancellationToken
    ) => RunAsync(database => script.RunAsync(database, keys, arguments), cancellationToken);

    internal StoreUnavailableException Unavailable(Exception? inner) => new($"Redis ({_options.Variable})", inner);

    /// <summary>Counts the calls of one test or benchmark by <paramref name="session"/>.</summary>
    internal void Profile(Func<ProfilingSession?> session) => _multiplexer!.RegisterProfiler(session);

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(RedisConfiguration.Of(_options));
        multiplexer.ConnectionFailed += (_, e) =>
        {
            if (e.ConnectionType == ConnectionType.Interactive && Interlocked.Exchange(ref _isLost, 1) == 0)
                LogLost(_options.Variable, _options.Url, e.FailureType);
        };
        multiplexer.ConnectionRestored += (_, e) =>
        {
            Restored?.Invoke();
            if (e.ConnectionType == ConnectionType.Interactive && Interlocked.Exchange(ref _isLost, 0) == 1)
                LogRestored(_options.Variable, _options.Url);
        };
        return multiplexer;
    }

    private void ReportWaiting(TimeSpan waited, StoreUnavailableException outage) =>
        LogWaiting(
            _options.Variable,
            _options.Url,
            (int)waited.TotalSeconds,
            (int)_options.StartTimeout.TotalSeconds,
            outage.InnerException?.GetType().Name
        );

    [LoggerMessage(
        EventId = EventIds.RedisConnected,
        Level = LogLevel.Information,
        Message = "{Variable}: Redis at {Url} answers."
    )]
    private partial void LogConnected(string variable, RedisUrl url);

    [LoggerMessage(
        EventId = EventIds.RedisAwaited,
        Level = LogLevel.Warning,
        Message = "{Variable}: waiting for Redis at {Url}, {Waited} s of at most {Max} s ({Reason})."
    )]
    private partial void LogWaiting(string variable, RedisUrl url, int waited, int max, string? reason);

    [LoggerMessage(
        EventId = EventIds.RedisLost,
        Level = LogLevel.Error,
        Message = "{Variable}: the connection to Redis at {Url} is lost ({Reason})."
    )]
    private partial void LogLost(string variable, RedisUrl url, ConnectionFailureType reason);

    [LoggerMessage(
        EventId = EventIds.RedisRestored,
        Level = LogLevel.Information,
        Message = "{Variable}: the connection to Redis at {Url} is restored."
    )]
    private partial void LogRestored(string variable, RedisUrl url);
}
