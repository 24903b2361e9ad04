using System.Reflection;
using System.Xml.Linq;
using Attn.Testing;

namespace Attn.Api.Tests.Architecture;

/// <summary>Which project may know which. The projects are the folders of <c>src</c>.</summary>
public sealed class ProjectTests
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

    public static TheoryData<string> Projects => [.. SourceTree.Folders("src")];

    [Fact]
    public void Every_project_has_a_rule() =>
        Assert.Equal(SourceTree.Folders("src"), MayKnow.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_those_it_may_know(string project)
    {
        var file = XDocument.Load(Repository.PathOf($"src/{project}/{project}.csproj"));
        var known = file.Descendants("ProjectReference").Select(NameOf).ToList();
        Assert.Empty(Forbidden(project, known));
    }

    [Fact]
    public void The_rule_on_projects_can_fail() =>
        Assert.Equal(["Attn.Storage"], Forbidden("Attn.Domain", ["Attn.Storage"]));

    [Fact]
    public void The_domain_needs_no_package() =>
        Assert.All(ReferencesOf(typeof(Domain.ClassSession).Assembly), name => Assert.True(IsFramework(name), name));

    [Fact]
    public void The_rule_on_packages_can_fail() =>
        Assert.Contains(ReferencesOf(typeof(Storage.ClassSessionStore).Assembly), name => !IsFramework(name));

    private static IEnumerable<string> Forbidden(string project, IEnumerable<string> known) =>
        known.Except(MayKnow[project], StringComparer.Ordinal);

    private static string NameOf(XElement reference) =>
        Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static IEnumerable<string> ReferencesOf(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsFramework(string name) => name.StartsWith("System.", StringComparison.Ordinal);
}
