using System.Security.Cryptography;

namespace Attn.Faces.ModelConverter;

/// <summary>
/// Makes the networks once: converts the pinned packages and compares the results with the hashes in the repository. A
/// file is put in place only when it is complete and correct, so an interrupted build leaves nothing half-done.
/// </summary>
internal sealed class ModelBuild(string toolFolder, string outputFolder)
{
    private const string HashFile = "models.sha256";

    public bool IsDone => Networks.ByFileName.Keys.All(IsCorrect);

    /// <summary>Tells MSBuild, which compares timestamps, that the files are up to date.</summary>
    public void MarkUpToDate()
    {
        foreach (var name in Networks.ByFileName.Keys)
            File.SetLastWriteTimeUtc(Path.Combine(outputFolder, name), TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    public void Run()
    {
        Directory.CreateDirectory(outputFolder);
        var wrong = Networks
            .ByFileName.Where(network => !Make(network.Key, network.Value))
            .Select(network => network.Key)
            .ToList();
        if (wrong.Count > 0)
            throw new InvalidDataException(
                $"{string.Join(", ", wrong)}: not the hash in {HashFile}. Were the packages changed on purpose?"
            );
    }

    private bool Make(string name, Func<string, byte[]> convert)
    {
        var model = convert(Path.Combine(toolFolder, "node_modules"));
        var hash = Hash(model);
        Console.WriteLine($"{hash}  {name}");
        if (hash != ExpectedHashes().GetValueOrDefault(name))
            return false;

        var temporary = Path.Combine(outputFolder, name + ".new");
        File.WriteAllBytes(temporary, model);
        File.Move(temporary, Path.Combine(outputFolder, name), overwrite: true);
        return true;
    }

    private bool IsCorrect(string name)
    {
        var file = Path.Combine(outputFolder, name);
        return File.Exists(file) && Hash(File.ReadAllBytes(file)) == ExpectedHashes().GetValueOrDefault(name);
    }

    // Lines as sha256sum writes them: hash, two spaces, name.
    private Dictionary<string, string> ExpectedHashes() =>
        File.ReadLines(Path.Combine(toolFolder, HashFile))
            .Select(line => line.Split("  ", 2))
            .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.Ordinal);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
