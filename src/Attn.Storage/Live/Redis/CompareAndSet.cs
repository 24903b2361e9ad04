namespace Attn.Storage.Live.Redis;

internal static class CompareAndSet
{
    /// <summary>Somebody succeeds in every round, so this many failures in a row mean a bug.</summary>
    public const int MaxRounds = 1000;

    public static InvalidOperationException TooManyRounds() =>
        new($"Nothing could be written in {MaxRounds} rounds: the stored data never equalled what was read.");
}
