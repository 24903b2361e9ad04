namespace Attn.Storage;

/// <summary>
/// A store cannot be used as configured, and waiting does not help. The message names the variable and the remedy.
/// </summary>
public sealed class StartRefusedException : Exception
{
    public StartRefusedException(string message, Exception? inner = null)
        : base(message, inner) { }
}
