namespace Attn.Storage.Tests.RandomScenarios;

internal enum Decision
{
    Accept,
    Fail,

    /// <summary>With the very reason that the system uses for a pending check.</summary>
    FailAsPending,
    AddPresent,
    AddAbsent,
    Undo,
    Delete,
}
