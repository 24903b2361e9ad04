using Attn.Testing;

namespace Attn.Deploy.Tests;

/// <summary>A copy of <c>deploy/</c>, in which a test may write what an administrator would. Gone at the end.</summary>
internal sealed class DeployFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("attn-deploy-");

    public DeployFolder()
    {
        // Readable for the user that a server switches to; it holds only a test's secrets.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                _root.FullName,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        foreach (
            var file in Directory
                .EnumerateFiles(Repository.PathOf("deploy"), "*", SearchOption.AllDirectories)
                .Where(IsPartOfTheRepository)
        )
            CopyIn(file);
    }

    public string Root => _root.FullName;

    public string Path => System.IO.Path.Combine(Root, "deploy");

    /// <summary>With the secrets that the documented commands create.</summary>
    public static async Task<DeployFolder> WithSecretsAsync()
    {
        var folder = new DeployFolder();
        (await Shell.RunAsync(Documented.Commands("deploy secrets"), folder.Path)).ExpectSuccess();
        return folder;
    }

    public void Dispose() => _root.Delete(recursive: true);

    // The folder may contain somebody's own certificates and secrets.
    private static bool IsPartOfTheRepository(string file)
    {
        var relative = System.IO.Path.GetRelativePath(Repository.PathOf("deploy"), file);
        return relative != ".env" && !relative.StartsWith("certs", StringComparison.Ordinal);
    }

    private void CopyIn(string file)
    {
        var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Repository.PathOf("deploy"), file));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }
}
