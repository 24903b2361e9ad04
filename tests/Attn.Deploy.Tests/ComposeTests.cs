using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Attn.Testing;
using YamlDotNet.RepresentationModel;

namespace Attn.Deploy.Tests;

/// <summary>
/// What docker-compose makes of deploy/compose.yaml and the secrets that the documents tell how to make.
/// </summary>
public sealed class ComposeTests(ComposeTests.Installed installed) : IClassFixture<ComposeTests.Installed>
{
    // A name, then a tag that starts with at least two numbers.
    private static readonly Regex PinnedImage = new(
        @"^[a-z0-9./-]+:[0-9]+\.[0-9]+(\.[0-9]+)?(-[a-z0-9.]+)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );
    private static readonly Regex Memory = new("^[0-9]+[mg]$", RegexOptions.NonBacktracking);
    private static readonly string[] Secrets =
    [
        "SECRET_KEY",
        "WEBHOOK_SECRET_KEY",
        "POSTGRES_PASSWORD",
        "REDIS_PASSWORD",
        "REDIS_ADMIN_PASSWORD",
    ];
    private readonly ComposeFile _compose = installed.Compose;

    [Fact]
    public void The_compose_file_has_five_services()
    {
        Assert.Equal(
            ["backend-api", "face-verifier", "nginx", "postgres", "redis"],
            _compose.Services.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_service_has_a_health_check_limits_and_no_privileges()
    {
        foreach (var (name, service) in _compose.Services)
        {
            Assert.True(service["healthcheck"] is YamlMappingNode, $"{name} has no health check.");
            Assert.Equal("unless-stopped", service.Word("restart"));
            Assert.Matches(Memory, service.Word("mem_limit"));
            Assert.Equal("true", service.Word("read_only"));
            Assert.Equal(["ALL"], service.Words("cap_drop"));
            Assert.Empty(service.Words("cap_add"));
            Assert.Equal(["no-new-privileges:true"], service.Words("security_opt"));
            Assert.NotEmpty(service.Words("tmpfs"));
            Assert.NotEmpty(service.Word("stop_grace_period"));
            Assert.True(service["logging"] is YamlMappingNode, $"{name} logs without a bound.");
            // A fixed container name would prevent a second replica.
            Assert.Null(service["container_name"]);
            Assert.Null(service["privileged"]);
        }
    }

    [Fact]
    public void No_service_runs_as_root()
    {
        foreach (var (name, service) in _compose.Services)
            Assert.False(service.Word("user") is "" or "root" or "0" or ['0', ':', ..], $"{name} is root.");
    }

    [Fact]
    public void Every_image_names_one_version()
    {
        foreach (var service in _compose.Services.Values)
            Assert.Matches(PinnedImage, service.Word("image"));
    }

    [Fact]
    public void Our_images_have_the_programs_version()
    {
        var version = XDocument
            .Parse(File.ReadAllText(Repository.PathOf("Directory.Build.props")))
            .Descendants("Version")
            .Single()
            .Value;

        Assert.Equal($"attn-backend-api:{version}", _compose.Services["backend-api"].Word("image"));
        Assert.Equal($"attn-face-verifier:{version}", _compose.Services["face-verifier"].Word("image"));
    }

    [Fact]
    public void Only_nginx_is_reachable_from_outside()
    {
        Assert.Equal(["0.0.0.0:80:8080/tcp", "0.0.0.0:443:8443/tcp"], _compose.Services["nginx"].Words("ports"));
        Assert.All(
            _compose.Services.Where(service => service.Key != "nginx"),
            service => Assert.Null(service.Value["ports"])
        );
    }

    [Fact]
    public void The_services_use_the_host_names_of_the_contract()
    {
        var shared = (YamlMappingNode)_compose.Networks["attn_shared_network"];
        var verifier = (YamlMappingNode)_compose.Services["face-verifier"].Networks["attn_shared_network"];

        Assert.Equal("attn_shared_network", ComposeFile.Text(shared["name"]));
        Assert.False(shared.Children.ContainsKey(new YamlScalarNode("external")), "compose creates the network.");
        Assert.Equal("api-gateway", ComposeFile.Text(((YamlSequenceNode)verifier["aliases"])[0]));
        Assert.Equal(
            "http://api-gateway:8000",
            _compose.Services["backend-api"].Environment["FACE_VERIFIER_MICROSERVICE_URL"]
        );
        Assert.Equal("http://backend-api:8000", _compose.Services["backend-api"].Environment["MAIN_APP_BASE_URL"]);
        Assert.All(
            ["backend-api", "face-verifier"],
            name => Assert.Equal("http://+:8000", _compose.Services[name].Environment["ASPNETCORE_URLS"])
        );
        Assert.All(["nginx", "backend-api", "face-verifier"], name => Assert.True(IsOn(name, "attn_shared_network")));
    }

    [Fact]
    public void Only_the_api_can_reach_the_stores()
    {
        Assert.Equal("true", ComposeFile.Text(_compose.Networks["attn_data"]["internal"]));
        Assert.Equal(
            ["backend-api", "postgres", "redis"],
            _compose.Services.Keys.Where(name => IsOn(name, "attn_data")).Order(StringComparer.Ordinal)
        );
        Assert.False(IsOn("postgres", "attn_shared_network") || IsOn("redis", "attn_shared_network"));
    }

    /// <summary>
    /// The address of nginx is fixed and outside the range that Docker assigns: the API trusts whoever has it.
    /// </summary>
    [Fact]
    public void The_api_trusts_nginx_only()
    {
        var address = ComposeFile.Text(_compose.Services["nginx"].Networks["attn_shared_network"]["ipv4_address"]);
        var pool = _compose.Networks["attn_shared_network"]["ipam"]["config"][0];

        Assert.Equal(address, _compose.Services["backend-api"].Environment["TRUSTED_PROXIES"]);
        Assert.True(IPNetwork.Parse(ComposeFile.Text(pool["subnet"])).Contains(IPAddress.Parse(address)));
        Assert.False(IPNetwork.Parse(ComposeFile.Text(pool["ip_range"])).Contains(IPAddress.Parse(address)));
    }

    [Fact]
    public void Each_service_gets_only_the_secrets_it_needs()
    {
        var all = File.ReadLines(Path.Combine(installed.Folder.Path, ".env"))
            .Select(line => line.Split('=', 2))
            .Where(pair => Secrets.Contains(pair[0], StringComparer.Ordinal))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var known = _compose.Services.ToDictionary(
            service => service.Key,
            service =>
                string.Join(
                    ' ',
                    all.Where(secret =>
                            service.Value.Environment.Values.Any(value =>
                                value.Contains(secret.Value, StringComparison.Ordinal)
                            )
                        )
                        .Select(secret => secret.Key)
                        .Order(StringComparer.Ordinal)
                ),
            StringComparer.Ordinal
        );

        Assert.All(all.Values, secret => Assert.Equal(64, secret.Length));
        Assert.Equal("POSTGRES_PASSWORD REDIS_PASSWORD SECRET_KEY WEBHOOK_SECRET_KEY", known["backend-api"]);
        Assert.Equal("WEBHOOK_SECRET_KEY", known["face-verifier"]);
        Assert.Equal("POSTGRES_PASSWORD", known["postgres"]);
        Assert.Equal("REDIS_ADMIN_PASSWORD REDIS_PASSWORD", known["redis"]);
        Assert.Equal("", known["nginx"]);
    }

    [Theory]
    [InlineData("SECRET_KEY")]
    [InlineData("WEBHOOK_SECRET_KEY")]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("REDIS_PASSWORD")]
    [InlineData("REDIS_ADMIN_PASSWORD")]
    public async Task Nothing_starts_if_a_secret_is_missing(string secret)
    {
        using var folder = await DeployFolder.WithSecretsAsync();
        var file = Path.Combine(folder.Path, ".env");
        await File.WriteAllLinesAsync(
            file,
            File.ReadAllLines(file)
                .Select(line => line.StartsWith(secret + "=", StringComparison.Ordinal) ? secret + "=" : line)
        );

        var refused = await ComposeFile.ConfigAsync(folder);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains($"{secret} is empty in deploy/.env", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_survives_the_containers()
    {
        Assert.Equal(
            ["postgres_data", "redis_data"],
            _compose.Volumes.Select(volume => ComposeFile.Text(volume.Key)).Order(StringComparer.Ordinal)
        );
        Assert.Contains("postgres_data:/var/lib/postgresql/data:rw", _compose.Services["postgres"].Words("volumes"));
        Assert.Contains("redis_data:/data:rw", _compose.Services["redis"].Words("volumes"));
    }

    /// <summary>
    /// Every mounted path exists in the clone: Docker would silently create an empty folder.
    /// </summary>
    [Fact]
    public void Every_mounted_file_exists_in_the_clone()
    {
        var mounted = _compose
            .Services.Values.SelectMany(service => service.Words("volumes"))
            .Select(volume => volume.Split(':'))
            .Where(parts => Path.IsPathRooted(parts[0]))
            .ToList();

        Assert.Equal(4, mounted.Count);
        Assert.All(mounted, parts => Assert.Equal("ro", parts[2]));
        Assert.All(
            mounted.Where(parts => !parts[0].EndsWith("/certs", StringComparison.Ordinal)),
            parts => Assert.NotEmpty(Directory.GetFiles(parts[0], "*.sh"))
        );
    }

    /// <summary>nginx closes live views before Docker kills it.</summary>
    [Fact]
    public void Nginx_gets_time_to_stop()
    {
        const string setting = "worker_shutdown_timeout ";
        var line = File.ReadAllText(Repository.PathOf("deploy/nginx/nginx.conf"))
            .Split('\n')
            .Single(line => line.StartsWith(setting, StringComparison.Ordinal));
        var cut = int.Parse(line[setting.Length..].TrimEnd('s', ';'), CultureInfo.InvariantCulture);

        Assert.True(_compose.Services["nginx"].Seconds("stop_grace_period") > TimeSpan.FromSeconds(cut));
    }

    /// <summary>A deployment prepared by the commands that precede the first start.</summary>
    public sealed class Installed : IAsyncLifetime
    {
        internal DeployFolder Folder { get; private set; } = null!;

        internal ComposeFile Compose { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Folder = await DeployFolder.WithSecretsAsync();
            Compose = await ComposeFile.ReadAsync(Folder);
        }

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private bool IsOn(string service, string network) =>
        _compose.Services[service].Networks.Children.ContainsKey(new YamlScalarNode(network));
}
