using Attn.Testing;

namespace Attn.Faces.Tests;

/// <summary>
/// The browser client translates the texts of our own verdicts; a text that it does not know stays English.
/// </summary>
public sealed class VerdictTextTests
{
    [Theory]
    [InlineData("web/src/i18n/en.ts")]
    [InlineData("web/src/i18n/tr.ts")]
    public void Every_refusal_of_the_engine_has_a_translation(string file)
    {
        var texts = File.ReadAllText(Repository.PathOf(file));
        Assert.All(
            Enum.GetValues<VerdictReason>().Where(reason => reason != VerdictReason.Match),
            reason => Assert.Contains($"'{reason.Text()}':", texts, StringComparison.Ordinal)
        );
    }
}
