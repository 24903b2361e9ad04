namespace Attn.Storage.Sqlite;

/// <summary>
/// Locks other programs out of the data folder. The operating system releases the lock when the process ends, however
/// it ends; the file itself stays and means nothing.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = "attn.lock";
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Locks the folder; creates it for this user alone if there is none.</summary>
    /// <exception cref="DataFolderInUseException">Another program holds the folder.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FolderLock CreateAndTake(string folder)
    {
        try
        {
            Create(folder);
            return Take(folder);
        }
        catch (Exception inner)
            when (inner
                    is UnauthorizedAccessException
                        or DirectoryNotFoundException
                        or FileNotFoundException
                        or PathTooLongException
            )
        {
            throw new IOException(
                $"ATTN_DATA ({folder}) cannot be written to: give this user the folder, or set ATTN_DATA to another "
                    + "one.",
                inner
            );
        }
    }

    public void Dispose() => _file.Dispose();

    private static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException inner) when (inner is not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new DataFolderInUseException(
                $"ATTN_DATA ({folder}) cannot be locked: another ATTN is running on it. Stop that one, or set "
                    + $"ATTN_DATA to a folder of this one's own. ({inner.Message})",
                inner
            );
        }
    }

    /// <summary>Other users of a shared machine must not read attendance.</summary>
    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }
}
