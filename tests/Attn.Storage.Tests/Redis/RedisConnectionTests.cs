using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Attn.Storage.Live.Redis;
using Attn.Storage.Redis;
using Attn.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attn.Storage.Tests.Redis;

public sealed class RedisConnectionTests
{
    [Fact]
    public async Task A_ping_measures_the_latency_and_reads_the_clock()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());

        var ping = await redis.PingAsync(CancellationToken.None);

        Assert.InRange(ping.Latency, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(
            ping.Time,
            TimeProvider.System.GetUtcNow().AddSeconds(-2),
            TimeProvider.System.GetUtcNow().AddSeconds(2)
        );
    }

    [Fact]
    public async Task Redis_is_unavailable_before_the_start()
    {
        await using var redis = SharedRedis.Create("redis://127.0.0.1:1");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => redis.PingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_start_waits_for_the_server()
    {
        await using var server = await RedisServer.StartAsync();
        await server.StopAsync();
        await using var redis = SharedRedis.Create(server.UrlOf());

        var start = redis.StartAsync(CancellationToken.None);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => redis.PingAsync(CancellationToken.None));
        await server.StartAgainAsync();

        await start.WaitAsync(TimeSpan.FromSeconds(10));
        await redis.PingAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_start_gives_up_after_its_time_out_and_names_the_variable()
    {
        var options = SharedRedis.OptionsOf($"redis://:geheim@127.0.0.1:{FreePort.Find()}") with
        {
            StartTimeout = TimeSpan.FromSeconds(1),
        };
        await using var redis = new RedisConnection(options, NullLogger.Instance, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            redis.StartAsync(CancellationToken.None)
        );

        Assert.Contains("APPLICATION_REDIS_URL", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_waits_for_an_unknown_host_name_too()
    {
        var options = SharedRedis.OptionsOf("redis://no-such-host.invalid:6379") with
        {
            StartTimeout = TimeSpan.FromSeconds(1),
        };
        await using var redis = new RedisConnection(options, NullLogger.Instance, TimeProvider.System);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => redis.StartAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Operations_fail_at_once_during_an_outage_and_work_soon_after_it()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));

        await server.StopAsync();
        // The first failure may still use the dying connection.
        await Assert.ThrowsAsync<StoreUnavailableException>(() => classroom.CheckInAsync("S1"));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => classroom.CheckInAsync("S1"));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1500);

        await server.StartAgainAsync();
        clock.Restart();
        await WaitForRedisAsync(redis);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3000);
        await classroom.CheckInAsync("S1");
        Assert.Single(await classroom.ListRecordsAsync());
    }

    [Fact]
    public async Task The_start_and_the_end_of_an_outage_are_logged_once()
    {
        await using var server = await RedisServer.StartAsync();
        var log = new ListLogger();
        await using var redis = new RedisConnection(SharedRedis.OptionsOf(server.UrlOf()), log, TimeProvider.System);
        await redis.StartAsync(CancellationToken.None);

        await server.StopAsync();
        await Task.Delay(1500);
        await server.StartAgainAsync();
        await WaitForRedisAsync(redis);
        await log.WaitForAsync(7004);

        Assert.Equal([7001, 7003, 7004], log.EventIds);
    }

    [Fact]
    public async Task A_hanging_Redis_costs_a_request_its_time_out()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await SharedRedis.ConnectAsync(server.UrlOf());
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));

        await server.PauseAsync();
        try
        {
            var clock = Stopwatch.StartNew();
            await Assert.ThrowsAsync<StoreUnavailableException>(() => classroom.CheckInAsync("S1"));
            Assert.InRange(clock.ElapsedMilliseconds, 0, 3500);
        }
        finally
        {
            await server.ResumeAsync();
        }

        // The write had been sent: Redis does it after the pause. A retry makes no second record.
        await WaitForRedisAsync(redis);
        await classroom.CheckInAsync("S1");
        Assert.Single(await classroom.ListRecordsAsync(), record => record.Attempts == 1);
    }

    [Fact]
    public async Task A_password_with_special_characters_is_accepted()
    {
        const string Password = "p@ss/w:%ı #1";
        await using var server = await RedisServer.StartAsync("--requirepass", Password);
        await using var redis = await SharedRedis.ConnectAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"redis://:{Uri.EscapeDataString(Password)}@127.0.0.1:{server.Port}/0"
            )
        );

        await redis.PingAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_wrong_password_refuses_the_start_with_a_remedy()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "right");
        await using var redis = SharedRedis.Create(
            string.Create(CultureInfo.InvariantCulture, $"redis://:geheim@127.0.0.1:{server.Port}/0")
        );

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() =>
            redis.StartAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20))
        );

        Assert.Contains(
            "APPLICATION_REDIS_URL: Redis refuses the user or the password",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("geheim", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_with_minimal_rights_suffices()
    {
        await using var server = await RedisServer.StartAsync(
            "--user",
            "attn",
            "on",
            ">secret",
            "~attn:*",
            "resetchannels",
            "&attn:*",
            "+@all",
            "-@admin",
            "-@dangerous"
        );
        await using var redis = await SharedRedis.ConnectAsync(
            string.Create(CultureInfo.InvariantCulture, $"redis://attn:secret@127.0.0.1:{server.Port}/3")
        );
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(redis));

        var feed = new RedisSessionFeed(redis);
        await feed.StartAsync(CancellationToken.None);
        await using var changes = await feed.SubscribeAsync(classroom.Id, null, CancellationToken.None);

        await classroom.CheckInAsync("S1");

        Assert.True(await changes.WaitAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Single(await classroom.ListRecordsAsync());
        Assert.True(await classroom.ArchiveAsync());
    }

    [Fact]
    public async Task Databases_of_one_server_are_separate()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = await SharedRedis.ConnectAsync(server.UrlOf(1));
        await using var two = await SharedRedis.ConnectAsync(server.UrlOf(2));

        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(one));

        Assert.Null(await Classroom.StoreOn(two).FindSessionAsync(classroom.Id, CancellationToken.None));
        Assert.NotNull(await Classroom.StoreOn(one).FindSessionAsync(classroom.Id, CancellationToken.None));
    }

    [Fact]
    public async Task TLS_works_only_with_a_trusted_authority()
    {
        using var folder = new TempFolder();
        var (authority, certificate, key) = await WriteCertificatesAsync(folder.Path);
        var port = FreePort.Find();
        await using var server = await RedisServer.StartAsync(
            "--tls-port",
            port.ToString(CultureInfo.InvariantCulture),
            "--tls-cert-file",
            certificate,
            "--tls-key-file",
            key,
            "--tls-ca-cert-file",
            authority,
            "--tls-auth-clients",
            "no",
            "--requirepass",
            "secret"
        );
        var options = SharedRedis.OptionsOf(
            string.Create(CultureInfo.InvariantCulture, $"rediss://:secret@localhost:{port}/0")
        ) with
        {
            StartTimeout = TimeSpan.FromSeconds(1),
        };

        await using var trusting = new RedisConnection(
            options with
            {
                TrustedIssuerFile = authority,
                StartTimeout = TimeSpan.FromSeconds(10),
            },
            NullLogger.Instance,
            TimeProvider.System
        );
        await trusting.StartAsync(CancellationToken.None);
        var classroom = await Classroom.OpenAsync(Classroom.StoreOn(trusting));
        await classroom.CheckInAsync("S1");
        Assert.Single(await classroom.ListRecordsAsync());

        await using var distrusting = new RedisConnection(options, NullLogger.Instance, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() =>
            distrusting.StartAsync(CancellationToken.None)
        );
        Assert.Contains("is not trusted", refusal.Message, StringComparison.Ordinal);
    }

    internal static async Task WaitForRedisAsync(RedisConnection redis)
    {
        for (var remaining = 400; ; remaining--)
        {
            try
            {
                await redis.PingAsync(CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException) when (remaining > 0)
            {
                await Task.Delay(25);
            }
        }
    }

    private static async Task<(string Authority, string Certificate, string Key)> WriteCertificatesAsync(string folder)
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(from, from.AddDays(30));

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serverRequest = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        serverRequest.CertificateExtensions.Add(names.Build());
        using var certificate = serverRequest.Create(authority, from, from.AddDays(20), [1, 2, 3, 4]);

        var paths = (
            Path.Combine(folder, "ca.pem"),
            Path.Combine(folder, "server.pem"),
            Path.Combine(folder, "server.key")
        );
        await File.WriteAllTextAsync(paths.Item1, authority.ExportCertificatePem());
        await File.WriteAllTextAsync(paths.Item2, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(paths.Item3, serverKey.ExportPkcs8PrivateKeyPem());
        return paths;
    }
}
