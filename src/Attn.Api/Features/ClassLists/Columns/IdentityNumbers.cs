namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>Turkish identity numbers, which are personal and no student numbers.</summary>
internal static class IdentityNumbers
{
    /// <summary>
    /// Eleven digits, the first of them not 0. The tenth is seven times the sum of the odd places less the sum of the
    /// even places up to the eighth, the last is the sum of the first ten; both modulo 10.
    /// </summary>
    public static bool IsValid(string text)
    {
        if (text.Length != 11 || text[0] == '0' || !text.All(char.IsAsciiDigit))
            return false;
        var digits = text.Select(c => c - '0').ToArray();
        var odd = digits[0] + digits[2] + digits[4] + digits[6] + digits[8];
        var even = digits[1] + digits[3] + digits[5] + digits[7];
        return ((odd * 7) - even + 100) % 10 == digits[9] && digits.Take(10).Sum() % 10 == digits[10];
    }
}
