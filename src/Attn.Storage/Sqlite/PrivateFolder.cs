using System.Runtime.Versioning;

namespace Attn.Storage.Sqlite;

/// <summary>
/// A folder that only its owner can read, with what is in it: other users of a shared machine must not read attendance.
/// Windows gives a new folder the rights of the one above; there its owner decides.
/// </summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates the folder, or takes an existing one away from everybody else.</summary>
    /// <exception cref="IOException">It is everybody's, like <c>/tmp</c>, or cannot be closed to others.</exception>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnersFolder);
        if (File.GetUnixFileMode(folder).HasFlag(UnixFileMode.StickyBit))
            throw new IOException($"ATTN_DATA ({folder}) is shared by all users: set it to a folder of ATTN's own.");
        Hide(folder, OwnersFolder);
    }

    /// <summary>
    /// Takes every file away from everybody else. The database is created here if there is none: the files that SQLite
    /// adds beside it have its rights.
    /// </summary>
    public static void HideFiles(string folder, string database)
    {
        OpenFile(Path.Combine(folder, database)).Dispose();
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.EnumerateFiles(folder))
            Hide(file, OwnersFile);
    }

    /// <summary>Opens a file for this process alone; a new one is the owner's.</summary>
    public static FileStream OpenFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return new(path, options);
    }

    /// <summary>
    /// Somebody else's file may stay as it is where others have no rights, as on a volume of a cluster.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static void Hide(string path, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(path, mode);
        }
        catch (UnauthorizedAccessException inner)
        {
            if ((File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
                throw new IOException(
                    $"{path} can be read by every user of this machine, and belongs to somebody else: give it to this "
                        + "user, or set ATTN_DATA to another folder.",
                    inner
                );
        }
    }
}
