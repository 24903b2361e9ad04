using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Attn.Deploy.Tests;

/// <summary>The Dockerfiles, and what their commands produce.</summary>
public sealed class DockerfileTests(Images images)
{
    // A name, then a tag that starts with three numbers.
    private static readonly Regex PinnedImage = new(
        @"^[a-z0-9./-]+:[0-9]+\.[0-9]+\.[0-9]+-[a-z0-9.-]+$",
        RegexOptions.NonBacktracking
    );

    public static TheoryData<string> Names => [.. Dockerfile.All.Select(file => file.Name)];

    [Fact]
    public async Task Compose_builds_every_dockerfile()
    {
        using var folder = await DeployFolder.WithSecretsAsync();
        var built = (await ComposeFile.ReadAsync(folder))
            .Services.Values.Select(service => service["build"])
            .OfType<YamlDotNet.RepresentationModel.YamlMappingNode>()
            .Select(build => ComposeFile.Text(build["dockerfile"]));

        Assert.Equal(
            Dockerfile.All.Select(file => $"deploy/{file.Name}.Dockerfile"),
            built.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_base_image_names_one_version(string name) =>
        Assert.All(Dockerfile.Of(name).Stages, stage => Assert.Matches(PinnedImage, stage.Image));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_copied_path_exists(string name)
    {
        var copied = Dockerfile
            .Of(name)
            .Stages.SelectMany(stage => stage.Instructions)
            .Where(instruction => instruction is { Name: "COPY", From: "" })
            .SelectMany(instruction => instruction.Sources)
            .ToList();

        Assert.True(copied.Count > 5, "The copied paths were not found.");
        Assert.All(copied, path => Assert.True(BuildContext.Contains(path), $"{path} is not in the build context."));
    }

    /// <summary>
    /// Lets the tests build the second image in the folder of the first: it copies everything that lies there.
    /// </summary>
    [Fact]
    public void The_api_image_copies_everything_that_the_face_service_copies()
    {
        var api = CopiedToBuild("api");

        Assert.All(
            CopiedToBuild("face-verifier"),
            path => Assert.Contains(api, whole => path.StartsWith(whole, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_build_context_has_no_secrets_and_no_build_output()
    {
        Assert.All(
            [
                ".env",
                "deploy/.env",
                "deploy/certs/tls.key",
                "data/attn.db",
                "src/Attn.Api/bin/Debug/net10.0/Attn.Api.dll",
                "web/node_modules/vite/package.json",
                "src/Attn.Api/wwwroot/index.html",
            ],
            path => Assert.True(BuildContext.Ignores(path), $"{path} would be sent to the builder.")
        );
        Assert.False(BuildContext.Ignores("src/Attn.Api/Program.cs"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_image_runs_as_an_ordinary_user_on_port_8000_with_a_health_check(string name)
    {
        var final = Dockerfile.Of(name).Final;

        Assert.Equal(["1654"], final.WordsOf("USER"));
        Assert.Equal(["8000"], final.WordsOf("EXPOSE"));
        Assert.Single(final.WordsOf("HEALTHCHECK"));
        Assert.Equal("1", final.Environment["ORT_DISABLE_TELEMETRY"]);
        Assert.Equal("Production", final.Environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("http://+:8000", final.Environment["ASPNETCORE_URLS"]);
        Assert.Equal("false", final.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_image_has_the_libraries_of_its_own_platform_only(string name)
    {
        var app = await images.AppOfAsync(name);
        var platform = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(app, "runtimes")).Select(Path.GetFileName),
            runtime => Assert.Contains(runtime, new[] { platform, "linux", "unix", "any" })
        );
        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(app, "runtimes", platform, "native")),
            file => file.EndsWith("libonnxruntime.so", StringComparison.Ordinal)
        );
        Assert.All(
            ["blazeface.onnx", "facemesh.onnx", "descriptor.onnx"],
            model => Assert.True(File.Exists(Path.Combine(app, "models", model)))
        );
        Assert.All(
            ["healthcheck.sh", "LICENSE", "THIRD-PARTY.md"],
            file => Assert.True(File.Exists(Path.Combine(app, file)))
        );
        Assert.Equal(name == "api", File.Exists(Path.Combine(app, "wwwroot", "index.html")));
        Assert.True(
            new DirectoryInfo(app).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
                < 120_000_000
        );
    }

    private static List<string> CopiedToBuild(string name) =>
        [
            .. Dockerfile
                .Of(name)
                .Build.Instructions.Where(instruction => instruction is { Name: "COPY", From: "" })
                .SelectMany(instruction => instruction.Sources),
        ];
}
