namespace Attn.Storage.Sqlite;

/// <summary>
/// Keeps a second program away from the same data. The operating system lets go of the lock when the process ends, however it ends; the file
/// itself stays and means nothing.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = "attn.lock";
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <exception cref="DataFolderInUseException">Another program holds the folder. The message names the remedy.</exception>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException inner) when (inner is not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new DataFolderInUseException(
                $"ATTN_DATA ({folder}) cannot be locked: another ATTN is running on it. Stop that one, or set ATTN_DATA to a folder of this one's own. ({inner.Message})",
                inner
            );
        }
    }

    public void Dispose() => _file.Dispose();
}
