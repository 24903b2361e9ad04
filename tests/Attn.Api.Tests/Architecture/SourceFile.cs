namespace Attn.Api.Tests.Architecture;

/// <param name="Path">From the root of the repository, with slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The path's part behind a folder, such as the feature behind <c>Features</c>.</summary>
    public string? FolderUnder(string folder)
    {
        var rest = Path.StartsWith(folder + "/", StringComparison.Ordinal)
            ? Path[(folder.Length + 1)..].Split('/')
            : [];
        return rest.Length > 1 ? rest[0] : null;
    }
}
