using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>
/// The program's one connection to a Redis. It comes back by itself within a second after an outage. While Redis is away, operations fail at once;
/// one that was sent and got no answer in time fails too, and may have been done, whole, or not at all: nothing here is ever sent twice.
/// </summary>
public sealed partial class RedisConnection : IStoreStart, IAsyncDisposable
{
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StartReport = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ChannelsPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ChannelsTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Beginnings of errors that pass, or that an administrator clears, while the program runs.</summary>
    private static readonly string[] Outages =
    [
        "LOADING",
        "READONLY",
        "MASTERDOWN",
        "NOREPLICAS",
        "BUSY",
        "OOM",
        "MISCONF",
        "NOAUTH",
        "WRONGPASS",
        "NOPERM",
        "ERR max number of clients",
    ];

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
    }

    /// <summary>Called when a connection is back: what was published meanwhile was not heard.</summary>
    internal Action? Restored { get; set; }

    internal RedisConnectionOptions Options => _options;

    /// <summary>Connects and waits until Redis answers; to be called once, before anything else.</summary>
    /// <exception cref="StoreUnavailableException">No answer within <see cref="RedisConnectionOptions.StartTimeout"/>.</exception>
    /// <exception cref="StartRefusedException">Redis refuses the user or the password, or its certificate is not trusted.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begin = _time.GetTimestamp();
        var reported = TimeSpan.Zero;
        _multiplexer ??= await ConnectAsync();
        while (true)
        {
            try
            {
                await PingAsync(cancellationToken);
                LogConnected(_options.Variable, _options.Url);
                return;
            }
            catch (StoreUnavailableException e)
            {
                if (DescribeRefusal(e) is { } refused)
                    throw new StartRefusedException($"{_options.Variable}: {refused}", e);
                var waited = _time.GetElapsedTime(begin);
                if (waited >= _options.StartTimeout)
                    throw;
                if (waited >= reported)
                {
                    LogWaiting(
                        _options.Variable,
                        _options.Url,
                        (int)waited.TotalSeconds,
                        (int)_options.StartTimeout.TotalSeconds,
                        e.InnerException?.GetType().Name
                    );
                    reported = waited + StartReport;
                }
            }

            await Task.Delay(StartPause, _time, cancellationToken);
        }
    }

    /// <summary>One round trip: how long it took, and Redis's clock.</summary>
    /// <exception cref="StoreUnavailableException">Redis is away.</exception>
    public async Task<RedisPing> PingAsync(CancellationToken cancellationToken)
    {
        var begin = _time.GetTimestamp();
        var parts = (RedisResult[]?)await RunAsync(database => database.ExecuteAsync("TIME"), cancellationToken);
        return new(
            _time.GetElapsedTime(begin),
            DateTimeOffset.UnixEpoch.AddSeconds((long)parts![0]).AddMicroseconds((long)parts[1])
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is { } multiplexer)
            await multiplexer.DisposeAsync();
    }

    /// <summary>
    /// Does something in Redis. The token is asked before anything is sent; from then on the answer is waited for, which takes no longer than the
    /// time-out: a caller that gave up in between would not know what was done.
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
        catch (Exception e) when (IsOutage(e))
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

    /// <summary>
    /// All keys of a pattern that were there the whole time; others may be among them. In parts, so that nobody waits behind it; never on a request's path.
    /// </summary>
    internal Task<HashSet<string>> ScanAsync(string pattern, CancellationToken cancellationToken) =>
        RunAsync(
            async database =>
            {
                // A key may come twice while the server rearranges its table.
                var keys = new HashSet<string>(StringComparer.Ordinal);
                var cursor = "0";
                do
                {
                    var part = (RedisResult[])
                        (await database.ExecuteAsync("SCAN", cursor, "MATCH", pattern, "COUNT", "1000"))!;
                    cursor = (string)part[0]!;
                    keys.UnionWith((string[])part[1]!);
                } while (cursor != "0");
                return keys;
            },
            cancellationToken
        );

    /// <summary>Hears what is published on a channel from now on, one message after the other; by itself again after an outage.</summary>
    internal async Task<ChannelMessageQueue> SubscribeAsync(
        RedisChannel channel,
        Action<RedisValue> hear,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_multiplexer is not { } multiplexer)
            throw Unavailable(null);
        var subscriber = multiplexer.GetSubscriber();
        await ConnectChannelsAsync(multiplexer, subscriber, cancellationToken);
        try
        {
            var queue = await subscriber.SubscribeAsync(channel);
            queue.OnMessage(message => hear(message.Message));
            return queue;
        }
        catch (Exception e) when (IsOutage(e))
        {
            // The client has taken a note to ask for this channel when Redis is back, and nobody would hear it then.
            await subscriber.UnsubscribeAsync(channel, flags: CommandFlags.FireAndForget);
            throw Unavailable(e);
        }
    }

    /// <summary>Channels have a connection of their own, which comes a moment after the other one. While both are away, nobody waits.</summary>
    private async Task ConnectChannelsAsync(
        ConnectionMultiplexer multiplexer,
        ISubscriber subscriber,
        CancellationToken cancellationToken
    )
    {
        var begin = _time.GetTimestamp();
        while (!subscriber.IsConnected() && multiplexer.IsConnected && _time.GetElapsedTime(begin) < ChannelsTimeout)
            await Task.Delay(ChannelsPause, _time, cancellationToken);
    }

    internal static async Task UnsubscribeAsync(ChannelMessageQueue queue)
    {
        try
        {
            await queue.UnsubscribeAsync();
        }
        catch (Exception e) when (IsOutage(e))
        {
            // The connection that heard it is gone, and the client does not ask for this channel again.
        }
    }

    /// <summary>Comes back after Redis has answered what was asked before on the connection that hears channels; or soon, if it is away again.</summary>
    internal async Task PingChannelsAsync()
    {
        try
        {
            if (_multiplexer is { } multiplexer)
                await multiplexer.GetSubscriber().PingAsync();
        }
        catch (Exception e) when (IsOutage(e))
        {
            // Then there will be another return.
        }
    }

    /// <exception cref="StartRefusedException">The user may not publish on this channel.</exception>
    internal async Task CheckChannelAsync(RedisChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(database => database.PublishAsync(channel, RedisValue.EmptyString), cancellationToken);
        }
        catch (StoreUnavailableException e)
            when (e.InnerException is RedisServerException server
                && server.Message.StartsWith("NOPERM", StringComparison.Ordinal)
            )
        {
            throw new StartRefusedException(
                $"{_options.Variable}: the Redis user has no right to the channels of the live view. Give it &attn:*, as in ACL SETUSER {_options.Url.User ?? "default"} &attn:*.",
                e
            );
        }
    }

    /// <summary>For measuring: calls of one test or benchmark are counted by <paramref name="session"/>.</summary>
    internal void Profile(Func<StackExchange.Redis.Profiling.ProfilingSession?> session) =>
        _multiplexer!.RegisterProfiler(session);

    private static bool IsOutage(Exception e) =>
        e switch
        {
            RedisConnectionException or TimeoutException or ObjectDisposedException => true,
            RedisServerException server => Outages.Any(outage =>
                server.Message.StartsWith(outage, StringComparison.Ordinal)
            ),
            _ => false,
        };

    /// <summary>What no waiting cures, with its remedy; <c>null</c> if Redis may still come.</summary>
    private string? DescribeRefusal(StoreUnavailableException exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure })
            {
                return e.InnerException is AuthenticationException
                    ? $"the certificate of Redis at {_options.Url} is not trusted. Name the file with its authority's certificate, or use the name it was made for."
                    : "Redis refuses the user or the password. Correct them in that variable, or in Redis.";
            }
        }

        return null;
    }

    private StoreUnavailableException Unavailable(Exception? inner) => new($"Redis ({_options.Variable})", inner);

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(Configure());
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

    private ConfigurationOptions Configure()
    {
        var url = _options.Url;
        var timeout = (int)_options.OperationTimeout.TotalMilliseconds;
        var configuration = new ConfigurationOptions
        {
            EndPoints = { { url.Host, url.Port } },
            User = url.User,
            Password = url.Password,
            DefaultDatabase = url.Database,
            Ssl = url.Tls,
            SslHost = url.Tls ? url.Host : null,
            ClientName = "attn",
            AbortOnConnectFail = false,
            AsyncTimeout = timeout,
            SyncTimeout = timeout,
            ConnectTimeout = 2000,
            ConnectRetry = 1,
            HeartbeatInterval = TimeSpan.FromMilliseconds(250),
            ReconnectRetryPolicy = new LinearRetry(250),
            // An answer of 503 now is worth more than a request that hangs; and a write that waits in a queue would be done after its refusal.
            BacklogPolicy = BacklogPolicy.FailFast,
            // Key names hold student numbers, and exceptions are logged.
            IncludeDetailInExceptions = false,
            // One primary: no second server to elect, nothing to be told, and no key or channel that a restricted user would need.
            TieBreaker = "",
            ConfigurationChannel = "",
            SetClientLibrary = false,
        };
        if (_options.TrustedIssuerFile is { } file)
            configuration.TrustIssuer(file);
        return configuration;
    }

    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "{Variable}: Redis at {Url} answers.")]
    private partial void LogConnected(string variable, RedisUrl url);

    [LoggerMessage(
        EventId = 7002,
        Level = LogLevel.Warning,
        Message = "{Variable}: waiting for Redis at {Url}, {Waited} s of at most {Most} s ({Reason})."
    )]
    private partial void LogWaiting(string variable, RedisUrl url, int waited, int most, string? reason);

    [LoggerMessage(
        EventId = 7003,
        Level = LogLevel.Error,
        Message = "{Variable}: the connection to Redis at {Url} is lost ({Reason})."
    )]
    private partial void LogLost(string variable, RedisUrl url, ConnectionFailureType reason);

    [LoggerMessage(
        EventId = 7004,
        Level = LogLevel.Information,
        Message = "{Variable}: the connection to Redis at {Url} is back."
    )]
    private partial void LogRestored(string variable, RedisUrl url);
}

/// <param name="Latency">Of one round trip.</param>
/// <param name="Time">UTC, by Redis's clock.</param>
public sealed record RedisPing(TimeSpan Latency, DateTimeOffset Time);
