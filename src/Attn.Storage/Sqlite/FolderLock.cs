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

    /// <summary>Locks the folder; makes it this user's alone.</summary>
    /// <exception cref="DataFolderInUseException">Another program holds the folder.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FolderLock CreateAndTake(string folder)
    {
        try
        {
            PrivateFolder.Create(folder);
            var taken = Take(folder);
            PrivateFolder.HideFiles(folder, SqliteDatabase.FileName);
            return taken;
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
            return new(PrivateFolder.OpenFile(path));
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
}
