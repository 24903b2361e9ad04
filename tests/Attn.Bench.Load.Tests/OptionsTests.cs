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
    public void The_error_names_the_wrong_option(params string[] arguments)
    {
        var error = Assert.Throws<FormatException>(() => LoadOptions.Parse(arguments));
        Assert.Contains(arguments[0], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1")]
    [InlineData("http://[2001:db8::1]:8000")]
    [InlineData("http://0.0.0.0:8000")]
    public async Task An_address_of_another_machine_is_refused(string url)
    {
        var error = await Assert.ThrowsAsync<FormatException>(() => Target.ResolveAsync(new(url)));
        Assert.Contains("not this machine", error.Message, StringComparison.Ordinal);
    }
}
