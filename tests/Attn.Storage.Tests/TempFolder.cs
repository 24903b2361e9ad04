namespace Attn.Storage.Tests;

/// <summary>A folder of the test's own, deleted with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("attn-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
