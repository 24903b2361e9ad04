using System.Text.RegularExpressions;
using System.Xml.Linq;
using Attn.Testing;

namespace Attn.Api.Tests.Architecture;

/// <summary>
/// Which feature may use which: the table in docs/architecture.md, compared with the source. Features are the folders
/// of <c>src/Attn.Api/Features</c>.
/// </summary>
public sealed class FeatureTests
{
    private const string Features = "src/Attn.Api/Features";
    private const string FeatureNamespace = "Attn.Api.Features";
    private const string TableStart = "<!-- allowed edges -->";
    private const string TableEnd = "<!-- end of allowed edges -->";

    private static readonly Lazy<Dictionary<string, string[]>> TypesByFeature = new(() =>
        SourceTree
            .Folders(Features)
            .ToDictionary(
                feature => feature,
                feature =>
                    typeof(Program)
                        .Assembly.GetTypes()
                        .Where(type => type.Namespace == $"{FeatureNamespace}.{feature}" && !type.Name.Contains('<'))
                        .Select(type => type.Name.Split('`')[0])
                        .Distinct(StringComparer.Ordinal)
                        .ToArray(),
                StringComparer.Ordinal
            )
    );

    private static readonly Lazy<Dictionary<string, Regex>> Patterns = new(() =>
        TypesByFeature.Value.ToDictionary(
            feature => feature.Key,
            feature => new Regex(
                PatternOf(feature.Key, feature.Value),
                RegexOptions.Compiled,
                TimeSpan.FromSeconds(10)
            ),
            StringComparer.Ordinal
        )
    );

    [Fact]
    public void Features_use_those_that_the_table_allows_and_the_table_allows_no_more()
    {
        var written = ReadTable(File.ReadAllText(Repository.PathOf("docs/architecture.md")));
        var real = SourceTree.Files(Features, ".cs").SelectMany(EdgesOf).ToHashSet();
        Assert.Empty(Differences(written, real));
    }

    [Fact]
    public void A_use_that_is_not_in_the_table_is_found_and_so_is_a_row_that_nobody_uses()
    {
        var written = ReadTable($"{TableStart}\n| feature | may use |\n|---|---|\n| A | B, C |\n{TableEnd}");
        Assert.Equal(
            ["A uses D, which the table does not allow", "A does not use C, which the table allows"],
            Differences(written, new HashSet<Edge> { new("A", "B"), new("A", "D") })
        );
    }

    [Fact]
    public void An_alias_for_the_whole_program_counts_as_a_type_of_the_feature_that_declares_it()
    {
        var text = "private static AttendOutcome Refuse() => AttendRefusal.Ended;";
        Assert.Equal([new("Roster", "CheckIn")], EdgesOf(new($"{Features}/Roster/X.cs", text)));
        Assert.Empty(EdgesOf(new($"{Features}/CheckIn/X.cs", text)));
    }

    [Theory]
    [InlineData("using Attn.Api.Features.SignIn;")]
    [InlineData("using static Attn.Api.Features.SignIn.SignInEndpoints;")]
    [InlineData("using Token = Attn.Api.Features.SignIn.TokenIssuer;")]
    [InlineData("var issuer = new Attn.Api.Features.SignIn.TokenIssuer();")]
    [InlineData("var issuer = new SignIn.TokenIssuer();")]
    public void Every_way_to_name_another_feature_is_found(string text) =>
        Assert.Equal([new("Roster", "SignIn")], EdgesOf(new($"{Features}/Roster/X.cs", text)));

    [Fact]
    public void No_feature_uses_another_features_endpoints() =>
        Assert.Empty(SourceTree.Files(Features, ".cs").SelectMany(EndpointsOfOthers));

    [Fact]
    public void The_rule_on_endpoints_can_fail() =>
        Assert.Equal(
            ["CheckInEndpoints"],
            EndpointsOfOthers(new($"{Features}/Roster/X.cs", "return CheckInEndpoints.Find();"))
        );

    [Fact]
    public void No_global_using_hides_a_use()
    {
        Assert.Empty(SourceTree.Files("src/Attn.Api", ".cs").Where(HidesUse).Select(file => file.Path));
        var project = XDocument.Load(Repository.PathOf("src/Attn.Api/Attn.Api.csproj"));
        Assert.Empty(project.Descendants("Using"));
    }

    [Fact]
    public void The_rule_on_global_usings_can_fail() =>
        Assert.True(HidesUse(new("X.cs", "using System;\nglobal using Attn.Api.Features.SignIn;")));

    [Fact]
    public void The_platform_knows_no_feature() =>
        Assert.Empty(SourceTree.Files("src/Attn.Api/Platform", ".cs").Where(KnowsFeature).Select(file => file.Path));

    [Fact]
    public void The_rule_on_the_platform_can_fail() =>
        Assert.True(KnowsFeature(new("src/Attn.Api/Platform/X.cs", "using Attn.Api.Features.SignIn;")));

    [Fact]
    public void Every_file_of_the_program_is_in_a_room() =>
        Assert.Equal(
            ["src/Attn.Api/EventIds.cs", "src/Attn.Api/Program.cs"],
            SourceTree
                .Files("src/Attn.Api", ".cs")
                .Select(file => file.Path)
                .Where(path => path.Split('/').Length < 5)
                .Order(StringComparer.Ordinal)
        );

    private static bool HidesUse(SourceFile file) =>
        file.Lines.Any(line =>
            line.StartsWith("global using", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal)
        );

    private static bool KnowsFeature(SourceFile file) => NamesIn(file.Text).Any();

    private static IEnumerable<Edge> EdgesOf(SourceFile file)
    {
        var feature = file.FolderUnder(Features)!;
        return NamesIn(file.Text).Where(name => name != feature).Select(name => new Edge(feature, name));
    }

    private static IEnumerable<string> EndpointsOfOthers(SourceFile file) =>
        TypesByFeature
            .Value.Where(feature => feature.Key != file.FolderUnder(Features))
            .SelectMany(feature => feature.Value)
            .Where(type => type.EndsWith("Endpoints", StringComparison.Ordinal))
            .Where(type => file.Text.Contains(type, StringComparison.Ordinal));

    /// <summary>
    /// The features that a text names: in full, by one of their types behind the feature's name, or by an alias that
    /// they declare for the whole program.
    /// </summary>
    private static IEnumerable<string> NamesIn(string text) =>
        Patterns.Value.Where(feature => feature.Value.IsMatch(text)).Select(feature => feature.Key);

    private static string PatternOf(string feature, IEnumerable<string> types) =>
        $@"\b{Regex.Escape(FeatureNamespace)}\.{feature}\b|(?<![\w.]){feature}\.(?:{string.Join('|', types)})\b"
        + string.Concat(AliasesOf(feature).Select(alias => $@"|\b{alias}\b"));

    private static IEnumerable<string> AliasesOf(string feature) =>
        SourceTree
            .Files($"{Features}/{feature}", ".cs")
            .SelectMany(file => file.Lines)
            .Where(line => line.StartsWith("global using", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]);

    private static IEnumerable<string> Differences(IReadOnlySet<Edge> written, IReadOnlySet<Edge> real) =>
        real.Except(written)
            .Select(edge => $"{edge.From} uses {edge.To}, which the table does not allow")
            .Concat(written.Except(real).Select(edge => $"{edge.From} does not use {edge.To}, which the table allows"));

    private static HashSet<Edge> ReadTable(string page)
    {
        var table = page.Split(TableStart)[1].Split(TableEnd)[0];
        return
        [
            .. table
                .Split('\n')
                .Where(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim('|').Split('|'))
                .SelectMany(row => Words(row[1]).Select(used => new Edge(row[0].Trim(), used))),
        ];
    }

    private static string[] Words(string cell) =>
        cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private sealed record Edge(string From, string To);
}
