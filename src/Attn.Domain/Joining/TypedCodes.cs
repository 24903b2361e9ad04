namespace Attn.Domain;

/// <summary>The six characters that are read from a screen at the back of a hall and typed on a phone.</summary>
public static class TypedCodes
{
    public const int Length = 6;

    /// <summary>
    /// Neither of two characters that look alike from afar, but for one of a pair that <see cref="Fold(string)"/>
    /// takes for the other.
    /// </summary>
    public const string Alphabet = "23456789ACDEFGHJKMNPQRTUWXY";

    /// <summary>How many codes there are: 27⁶, about 387 million.</summary>
    internal const ulong Count = 27UL * 27 * 27 * 27 * 27 * 27;

    /// <summary>The code of a number, evenly spread; its last digit first.</summary>
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
    /// The code that was meant, whatever its case, spaces and dashes; <c>null</c> if it cannot be one.
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
        // ASCII only: no culture may have a say about i and I.
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
