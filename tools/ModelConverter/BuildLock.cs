namespace Attn.Faces.ModelConverter;

/// <summary>
/// Lets one build at a time make the networks: several projects, or two builds of one folder, may ask for them at once.
/// </summary>
internal static class BuildLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until the file is free; the system releases it even if its holder is killed.</summary>
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
