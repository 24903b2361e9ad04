namespace Attn.Deploy.Tests;

/// <summary>
/// The content of the images: sources are copied as the Dockerfiles say, and the commands of their build stages run
/// unchanged. Built once for all tests, because it takes a minute; deleted at the end.
/// </summary>
public sealed class Images : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-images-");
    private readonly Lazy<Task> _made;

    public Images() => _made = new(MakeAllAsync);

    /// <summary>The folder /app of an image.</summary>
    internal async Task<string> AppOfAsync(string dockerfile)
    {
        await _made.Value;
        return AppOf(dockerfile);
    }

    /// <summary>The program that the image starts.</summary>
    internal async Task<string> ProgramOfAsync(string dockerfile) =>
        Path.Combine(
            await AppOfAsync(dockerfile),
            Dockerfile.Of(dockerfile).Final.WordsOf("ENTRYPOINT").Single().Trim('[', ']').Split(',')[^1].Trim(' ', '"')
        );

    public async ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated)
            await Task.WhenAny(_made.Value);
        _folder.Delete(recursive: true);
    }

    private string Source => Path.Combine(_folder.FullName, "source");

    private string AppOf(string dockerfile) => Path.Combine(_folder.FullName, dockerfile);

    // The smaller image first, so that the folder holds nothing that it does not copy. The second build reuses its
    // output.
    private async Task MakeAllAsync()
    {
        await BuildAsync(Dockerfile.Of("face-verifier"));
        await BuildAsync(Dockerfile.Of("api"));
    }

    private async Task BuildAsync(Dockerfile file)
    {
        var environment = new Dictionary<string, string>(file.Build.Environment, StringComparer.Ordinal)
        {
            // No build server stays running.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        };
        // Commands before WORKDIR prepare the image's system, not this one.
        foreach (var instruction in file.Build.Instructions.SkipWhile(instruction => instruction.Name != "WORKDIR"))
        {
            if (instruction.Name == "COPY")
                BuildContext.Copy(instruction, Source);
            else if (instruction.Name == "RUN")
                (await Shell.RunAsync(instruction.Words, Source, environment)).ExpectSuccess();
        }

        FillApp(file);
    }

    private void FillApp(Dockerfile file)
    {
        var app = AppOf(file.Name);
        var output = file.Final.Instructions.Single(instruction => instruction.From == "build").Sources.Single();
        Directory.Move(Path.Combine(_folder.FullName, output.TrimStart('/')), app);
        foreach (var copy in file.Final.Instructions.Where(instruction => instruction is { Name: "COPY", From: "" }))
            BuildContext.Copy(copy, app);
    }
}
