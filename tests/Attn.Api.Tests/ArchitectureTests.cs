using System.Reflection;
using Attn.Testing;

namespace Attn.Api.Tests;

/// <summary>Who may know whom, and where interfaces may stand. A second set of tests shows that the rules can fail.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Attn.Domain"] = [],
        ["Attn.Faces"] = [],
        ["Attn.Storage"] = ["Attn.Domain"],
        ["Attn.Aksis"] = ["Attn.Domain"],
        ["Attn.FaceVerifier"] = ["Attn.Faces"],
        ["Attn.Api"] = ["Attn.Domain", "Attn.Storage", "Attn.Aksis", "Attn.Faces"],
    };

    private static readonly string[] Features =
    [
        "SignIn",
        "ClassSessions",
        "CheckIn",
        "Consent",
        "FaceChecks",
        "Joining",
        "Roster",
        "Records",
        "Lessons",
        "Reports",
    ];

    [Theory]
    [InlineData("Attn.Domain")]
    [InlineData("Attn.Faces")]
    [InlineData("Attn.Storage")]
    [InlineData("Attn.Aksis")]
    [InlineData("Attn.Api")]
    public void A_project_knows_only_whom_it_may_know(string project) =>
        Assert.Empty(
            Strangers(project, [.. Assembly.Load(project).GetReferencedAssemblies().Select(assembly => assembly.Name!)])
        );

    [Fact]
    public void The_rule_on_projects_can_fail() =>
        Assert.Equal(["Attn.Storage"], Strangers("Attn.Domain", ["System.Runtime", "Attn.Storage"]));

    [Fact]
    public void The_domain_needs_no_package() =>
        Assert.All(
            typeof(Domain.ClassSession).Assembly.GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal)
        );

    [Fact]
    public void No_feature_uses_another_features_endpoints() =>
        Assert.Empty(SourceFiles("src/Attn.Api").SelectMany(file => EndpointsOfOthers(file.Path, file.Text)));

    [Fact]
    public void The_rule_on_features_can_fail() =>
        Assert.Equal(
            ["CheckInEndpoints"],
            EndpointsOfOthers("src/Attn.Api/Roster/X.cs", "return CheckInEndpoints.Find();")
        );

    [Fact]
    public void An_interface_exists_only_where_two_real_implementations_do()
    {
        Assembly[] ours = [.. MayKnow.Keys.Where(name => name != "Attn.FaceVerifier").Select(Assembly.Load)];
        Type[] types = [.. ours.SelectMany(assembly => assembly.GetTypes())];
        Assert.Empty(LonelyInterfaces(types));
    }

    [Fact]
    public void The_rule_on_interfaces_can_fail() =>
        Assert.Equal([nameof(ILonely)], LonelyInterfaces([typeof(ILonely), typeof(OnlyOne)]));

    private static IEnumerable<string> Strangers(string project, string[] known) =>
        known
            .Where(name => name.StartsWith("Attn.", StringComparison.Ordinal))
            .Except(MayKnow[project], StringComparer.Ordinal);

    private static IEnumerable<string> LonelyInterfaces(Type[] types) =>
        types
            .Where(type => type.IsInterface)
            .Where(type =>
                types.Count(other => other is { IsInterface: false, IsAbstract: false } && type.IsAssignableFrom(other))
                < 2
            )
            .Select(type => type.Name);

    private static IEnumerable<string> EndpointsOfOthers(string path, string text)
    {
        var own = Features.FirstOrDefault(feature => path.Contains($"/{feature}/", StringComparison.Ordinal));
        if (own is null)
            return [];
        return SourceFiles("src/Attn.Api")
            .Where(file =>
                file.Path.EndsWith("Endpoints.cs", StringComparison.Ordinal)
                && !file.Path.Contains($"/{own}/", StringComparison.Ordinal)
            )
            .Select(file => Path.GetFileNameWithoutExtension(file.Path))
            .Where(name => text.Contains(name, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, string Text)> SourceFiles(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path =>
                !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
            )
            .Select(path => (path, File.ReadAllText(path)));

    private interface ILonely;

    private sealed class OnlyOne : ILonely;
}
