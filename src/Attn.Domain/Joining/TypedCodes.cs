namespace Attn.Domain;

/// <summary>The six characters that are read from a screen at the back of a hall and typed on a phone.</summary>
public static class TypedCodes
{
    public const int Length = 6;

    /// <summary>
    /// Leaves out characters that look alike from afar; <see cref="Fold(string)"/> maps the one left out to the one
    /// kept.
    /// </summary>
    public const string Alphabet = "23456789ACDEFGHJKMNPQRTUWXY";

    /// <summary>How many codes there are: 27⁶, about 387 million.</summary>
    internal const ulong Count = 27UL * 27 * 27 * 27 * 27 * 27;

    /// <summary>Maps a number to a code, evenly; the last digit comes first.</summary>
    internal static string Write(ulong number) =>
        string.Create(
            Length,
            number % Count,
            static (code, rest) =>
            {
                for (var i = 0; i < code.Length; i++)
                {
                    code[i] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
                    rest /= (ulong)Alphabet.Length;
                }
            }
        );

    /// <summary>
    /// Normalizes what somebody typed, whatever its case, spaces and dashes; <c>null</c> if it cannot be a code.
    /// </summary>
    internal static string? Fold(string typed)
    {
        Span<char> code = stackalloc char[Length];
        var length = 0;
        foreach (var character in typed)
        {
            if (character == '-' || char.IsWhiteSpace(character))
                continue;
            var folded = Fold(character);
            if (length == Length || !Alphabet.Contains(folded, StringComparison.Ordinal))
                return null;
            code[length++] = folded;
        }

        return length == Length ? new(code) : null;
    }

    private static char Fold(char typed)
    {
        // ASCII only: I and i must not depend on a culture.
        var upper = char.IsAsciiLetterLower(typed) ? (char)(typed & ~0x20) : typed;
        return upper switch
        {
            'B' => '8',
            'S' => '5',
            'V' => 'U',
            'Z' => '2',
            _ => upper,
        };
    }
}
