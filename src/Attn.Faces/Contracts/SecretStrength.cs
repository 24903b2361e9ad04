namespace Attn.Faces.Contracts;

/// <summary>Finds secrets that are long enough and yet easy to guess.</summary>
public static class SecretStrength
{
    /// <summary>32 random hexadecimal digits have fewer than this many different ones once in a million.</summary>
    private const int MinDifferentCharacters = 8;

    /// <summary>Whether it has few different characters, or is a shorter text repeated.</summary>
    public static bool IsRepetitive(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.Distinct().Count() < MinDifferentCharacters
            || Enumerable.Range(1, secret.Length / 2).Any(period => Repeats(secret, period));
    }

    private static bool Repeats(string secret, int period) =>
        secret.AsSpan(period).SequenceEqual(secret.AsSpan(0, secret.Length - period));
}
