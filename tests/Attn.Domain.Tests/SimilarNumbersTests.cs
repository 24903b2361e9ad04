namespace Attn.Domain.Tests;

public sealed class SimilarNumbersTests
{
    [Theory]
    [InlineData("0401230011 401230011", "0401230011=401230011")]
    [InlineData("401230011.0 0401230011 401230011", "0401230011=401230011=401230011.0")]
    [InlineData("401230011.00 401230011", "401230011=401230011.00")]
    [InlineData("00 0 000", "0=00=000")]
    [InlineData("0b21 B21 b21", "0b21=b21")]
    // No student twice: these are different numbers, or one.
    [InlineData("10 1 100", "")]
    [InlineData("a.0 a", "")]
    [InlineData("1.5 1", "")]
    [InlineData("1.05 1", "")]
    [InlineData(".0 0.", "")]
    [InlineData("AB1 ab1", "")]
    [InlineData("", "")]
    public void Numbers_that_are_probably_one_are_found(string numbers, string found) =>
        Assert.Equal(
            found,
            string.Join(
                ' ',
                SimilarNumbers
                    .Find(numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(group => string.Join('=', group))
            )
        );
}
