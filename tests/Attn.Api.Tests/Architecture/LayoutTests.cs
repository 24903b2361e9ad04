namespace Attn.Api.Tests.Architecture;

/// <summary>CSharpier and Biome lay out code, but leave comments, texts and attributes as they are.</summary>
public sealed class LayoutTests
{
    private const int MaxColumns = 120;
    private const int MaxLines = 300;

    private static readonly string[] Generated = ["web/src/api/schema.d.ts"];

    [Fact]
    public void No_line_is_longer_than_120_columns() =>
        Assert.Empty(
            new[] { "src", "tests", "bench", "tools" }
                .SelectMany(folder => SourceTree.Files(folder, ".cs"))
                .Concat(SourceTree.Files("web/src", ".ts", ".tsx", ".css"))
                .Where(file => !Generated.Contains(file.Path))
                .SelectMany(LongLines)
        );

    [Fact]
    public void The_rule_on_lines_names_file_and_line()
    {
        var fits = new string('x', MaxColumns);
        Assert.Equal(["src/X.cs:2: 121 columns"], LongLines(new("src/X.cs", $"{fits}\n{fits}x\n{fits}\n")));
    }

    [Fact]
    public void No_file_of_src_has_more_than_300_lines() =>
        Assert.Empty(SourceTree.Files("src", ".cs").SelectMany(LongFile));

    [Fact]
    public void The_rule_on_files_can_fail() =>
        Assert.Equal(
            ["src/X.cs: 301 lines"],
            LongFile(new("src/X.cs", string.Concat(Enumerable.Repeat("x\n", MaxLines + 1))))
        );

    private static IEnumerable<string> LongLines(SourceFile file) =>
        file
            .Lines.Index()
            .Where(line => line.Item.Length > MaxColumns)
            .Select(line => $"{file.Path}:{line.Index + 1}: {line.Item.Length} columns");

    private static IEnumerable<string> LongFile(SourceFile file) =>
        file.Lines.Length > MaxLines ? [$"{file.Path}: {file.Lines.Length} lines"] : [];
}
