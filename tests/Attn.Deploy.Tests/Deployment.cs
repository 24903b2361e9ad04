using System.Globalization;
using Attn.EndToEnd.Tests.Faces;
using Attn.Testing;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>
/// The services of compose.yaml as processes of this machine: PostgreSQL, Redis as deployed, the face service and two
/// replicas of the API as the images hold them, with the environment that compose gives them. Addresses are loopback
/// ones: nginx speaks from 127.0.0.1, phones from any other one.
/// </summary>
public sealed class Deployment(Images images) : IAsyncLifetime
{
    /// <summary>Longer than a test, so that no heartbeat flushes what a buffer holds back.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(60);

    internal const string OnCampus = "127.0.1.";
    internal const string Elsewhere = "127.0.2.";

    private readonly DemoPhotos _photos = new DemoPhotos().OfAll(10, SampleFaces.AnnaElsewhere);
    private PostgresServer? _postgres;
    private DeployedRedis? _redis;

    internal FaceVerifierProgram Verifier { get; private set; } = null!;

    internal AttnProgram First { get; private set; } = null!;

    internal AttnProgram Second { get; private set; } = null!;

    internal Task<Nginx> StartNginxAsync(string? certificates = null) =>
        Nginx.StartAsync(certificates, First.Url, Second.Url);

    internal Task<Nginx> StartNginxAsync(params (string Variable, string Value)[] settings) =>
        Nginx.StartAsync(certificates: null, settings, First.Url, Second.Url);

    public async ValueTask InitializeAsync()
    {
        using var folder = await DeployFolder.WithSecretsAsync();
        var compose = await ComposeFile.ReadAsync(folder);
        _postgres = await PostgresServer.StartAsync();
        _redis = await DeployedRedis.StartAsync();
        var database = _postgres.UrlOf(await _postgres.CreateDatabaseAsync());

        var url = NewUrl();
        Verifier = await FaceVerifierProgram.StartAsync(
            await images.ProgramOfAsync("face-verifier"),
            new(url),
            Settings("face-verifier", compose, [])
        );
        First = await StartReplicaAsync(url);
        Second = await StartReplicaAsync(NewUrl());

        async Task<AttnProgram> StartReplicaAsync(string at) =>
            await AttnProgram.StartAsync(
                await images.ProgramOfAsync("api"),
                Settings(
                    "api",
                    compose,
                    [
                        ("ASPNETCORE_URLS", at),
                        ("DATABASE_URL", database),
                        ("APPLICATION_REDIS_URL", RedisUrl(0)),
                        ("RATE_LIMITER_REDIS_URL", RedisUrl(1)),
                        ("FACE_VERIFIER_MICROSERVICE_URL", Verifier.Url.ToString()),
                        ("MAIN_APP_BASE_URL", url),
                        ("TRUSTED_PROXIES", "127.0.0.1"),
                        ("CAMPUS_NETWORKS", OnCampus + "0/24"),
                        ("DEMO_MODE", "true"),
                        ("DEMO_IN_PRODUCTION", "true"),
                        ("RATE_LIMIT_FACTOR", "1000"),
                        ("LIVE_HEARTBEAT_SECONDS", Heartbeat.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
                        _photos.Setting,
                    ]
                )
            );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { First, Second, Verifier, _redis, _postgres })
        {
            if (part is not null)
                await part.DisposeAsync();
        }

        _photos.Dispose();
    }

    private static string NewUrl() =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");

    private string RedisUrl(int database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"redis://attn:{DeployedRedis.Password}@127.0.0.1:{_redis!.Port}/{database}"
        );

    /// <summary>
    /// The image's environment, overridden by compose's, overridden by the addresses of this machine.
    /// </summary>
    private static (string, string)[] Settings(
        string image,
        ComposeFile compose,
        (string Variable, string Value)[] ours
    )
    {
        var service = compose.Services.Values.Single(service =>
            service.Word("image").Contains(image == "api" ? "backend-api" : image, StringComparison.Ordinal)
        );
        var all = new Dictionary<string, string>(Dockerfile.Of(image).Final.Environment, StringComparer.Ordinal);
        foreach (
            var (variable, value) in service.Environment.Where(pair =>
                pair.Key is not ("ASPNETCORE_URLS" or "MAIN_APP_BASE_URL")
            )
        )
            all[variable] = value;
        all.Remove("ASPNETCORE_URLS");
        foreach (var (variable, value) in ours)
            all[variable] = value;
        return [.. all.Select(pair => (pair.Key, pair.Value))];
    }
}

/// <summary>Tests that share one deployment, and run one after the other: one of them kills a replica.</summary>
[CollectionDefinition(Name)]
public sealed class SharedDeployment : ICollectionFixture<Deployment>
{
    public const string Name = "deployment";
}
