namespace Attn.Bench.Load.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("--students", "0")]
    [InlineData("--students", "many")]
    [InlineData("--connections", "513")]
    [InlineData("--seconds", "61")]
    [InlineData("--scenario", "other")]
    [InlineData("--url", "https://localhost")]
    [InlineData("--url", "http://localhost/path")]
    [InlineData("--rounds")]
    [InlineData("--what")]
    public void A_wrong_option_is_named(params string[] arguments)
    {
        var wrong = Assert.Throws<FormatException>(() => LoadOptions.Parse(arguments));
        Assert.Contains(arguments[0], wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1")]
    [InlineData("http://[2001:db8::1]:8000")]
    [InlineData("http://0.0.0.0:8000")]
    public async Task Another_machine_is_refused(string url)
    {
        var refused = await Assert.ThrowsAsync<FormatException>(() => Target.ResolveAsync(new(url)));
        Assert.Contains("not this machine", refused.Message, StringComparison.Ordinal);
    }
}
