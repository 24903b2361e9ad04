namespace Attn.Faces.ModelConverter;

/// <summary>One build at a time: several projects, or two people's builds of one folder, may ask for the networks at once.</summary>
internal static class BuildLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the file; the system frees it even where the holder is killed.</summary>
    public static FileStream Wait(string file)
    {
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                pause.Wait(Pause);
            }
        }
    }
}
