using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <param name="Name">In capitals: <c>COPY</c>, <c>RUN</c> …</param>
/// <param name="Words">What follows, on one line.</param>
internal sealed record Instruction(string Name, string Words)
{
    /// <summary>The stage or image that a COPY takes its files from; empty: the build context.</summary>
    public string From =>
        Words.StartsWith("--from=", StringComparison.Ordinal)
            ? Words[7..Words.IndexOf(' ', StringComparison.Ordinal)]
            : "";

    public IReadOnlyList<string> Sources => [.. Paths.SkipLast(1)];

    public string Target => Paths[^1];

    private string[] Paths =>
        [
            .. Words
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !word.StartsWith("--", StringComparison.Ordinal)),
        ];
}

/// <param name="Image">The base image of FROM.</param>
/// <param name="Name">The stage's name; empty for the last one.</param>
internal sealed record Stage(string Image, string Name, IReadOnlyList<Instruction> Instructions)
{
    public IReadOnlyDictionary<string, string> Environment =>
        Instructions
            .Where(instruction => instruction.Name == "ENV")
            .SelectMany(instruction => instruction.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public IEnumerable<string> WordsOf(string name) =>
        Instructions.Where(instruction => instruction.Name == name).Select(instruction => instruction.Words);
}

/// <summary>Parses the simple Dockerfiles of this repository.</summary>
internal sealed class Dockerfile
{
    private Dockerfile(string name, IReadOnlyList<Stage> stages)
    {
        Name = name;
        Stages = stages;
    }

    public string Name { get; }

    public IReadOnlyList<Stage> Stages { get; }

    public Stage Build => Stages.Single(stage => stage.Name == "build");

    public Stage Final => Stages[^1];

    public static IReadOnlyList<Dockerfile> All { get; } =
    [
        .. Directory
            .EnumerateFiles(Repository.PathOf("deploy"), "*.Dockerfile")
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    public static Dockerfile Of(string name) => All.Single(file => file.Name == name);

    private static Dockerfile Read(string file)
    {
        var stages = new List<Stage>();
        foreach (var instruction in InstructionsOf(File.ReadAllLines(file)))
        {
            if (instruction.Name == "FROM")
                stages.Add(Begin(instruction.Words.Split(' ')));
            else
                ((List<Instruction>)stages[^1].Instructions).Add(instruction);
        }

        return new(Path.GetFileNameWithoutExtension(file), stages);
    }

    private static Stage Begin(string[] words) =>
        new(words[0], words is [_, "AS", var name] ? name : "", new List<Instruction>());

    private static IEnumerable<Instruction> InstructionsOf(string[] lines)
    {
        var before = "";
        foreach (var line in lines.Where(line => line.Trim().Length > 0 && !line.StartsWith('#')))
        {
            before += line.TrimEnd('\\').Trim() + " ";
            if (line.EndsWith('\\'))
                continue;
            var parts = before.Trim().Split(' ', 2);
            yield return new(parts[0], parts[1]);
            before = "";
        }
    }
}
