using System.Globalization;

namespace Attn.Storage;

/// <summary>The numbered SQL files (<c>0001-name.sql</c>) that are embedded in this assembly.</summary>
internal static class SchemaFiles
{
    /// <summary>The files of one folder in the order of their numbers.</summary>
    /// <param name="resourcePrefix">
    /// The folder with dots, one at the end: <c>Attn.Storage.Postgres.Migrations.</c>
    /// </param>
    public static IReadOnlyList<SchemaFile> Read(string resourcePrefix)
    {
        var assembly = typeof(SchemaFiles).Assembly;
        var files = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(resourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => ReadFile(name[resourcePrefix.Length..], assembly.GetManifestResourceStream(name)!))
            .ToList();
        return files.Count > 0
            ? files
            : throw new InvalidOperationException($"No schema files are embedded as {resourcePrefix}*.");
    }

    private static SchemaFile ReadFile(string name, Stream stream)
    {
        using var reader = new StreamReader(stream);
        return new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}

/// <param name="Name">The file's name; <c>schema_version</c> remembers it.</param>
internal sealed record SchemaFile(int Number, string Name, string Sql);
