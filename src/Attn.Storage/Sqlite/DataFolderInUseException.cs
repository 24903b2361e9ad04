namespace Attn.Storage.Sqlite;

/// <summary>
/// Another program holds the folder of the embedded store. The message names the variable and the remedy.
/// </summary>
public sealed class DataFolderInUseException : IOException
{
    internal DataFolderInUseException(string message, Exception inner)
        : base(message, inner) { }
}
