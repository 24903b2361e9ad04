using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>Commands printed in docs/operations.md, below a line <c>&lt;!-- tested: … --&gt;</c>.</summary>
internal static class Documented
{
    public static string Commands(string name)
    {
        var lines = File.ReadLines(Repository.PathOf("docs/operations.md"))
            .SkipWhile(line => line.Trim() != $"<!-- tested: {name} -->")
            .Skip(1)
            .Select(line => line.Trim())
            .SkipWhile(line => line != "```sh")
            .Skip(1)
            .TakeWhile(line => line != "```")
            .ToList();
        return lines.Count > 0
            ? string.Join('\n', lines)
            : throw new InvalidOperationException($"docs/operations.md has no commands \"{name}\".");
    }
}
