using Attn.Storage.Redis;

namespace Attn.Storage.Tests.Redis;

public sealed class RedisUrlTests
{
    [Fact]
    public void A_bare_address_has_Redis_defaults()
    {
        var url = RedisUrl.Parse("redis://cache", "V");

        Assert.Equal(("cache", 6379, 0, false), (url.Host, url.Port, url.Database, url.Tls));
        Assert.Null(url.User);
        Assert.Null(url.Password);
    }

    [Fact]
    public void An_address_may_name_everything()
    {
        var url = RedisUrl.Parse("rediss://attn:geheim@cache.example.org:6380/7", "V");

        Assert.Equal(("cache.example.org", 6380, 7, true), (url.Host, url.Port, url.Database, url.Tls));
        Assert.Equal(("attn", "geheim"), (url.User, url.Password));
    }

    [Theory]
    [InlineData("redis://:p%40ss%2Fw%3A%25%C4%B1@h:1/2", null, "p@ss/w:%ı")]
    [InlineData("redis://user:a:b@h", "user", "a:b")]
    [InlineData("redis://u%3Aser:p@ss@h", "u:ser", "p@ss")]
    [InlineData("REDIS://:p/s%3Fs@h/2", null, "p/s?s")]
    public void User_and_password_are_percent_encoded(string value, string? user, string password)
    {
        var url = RedisUrl.Parse(value, "V");

        Assert.Equal((user, password), (url.User, url.Password));
        Assert.Equal("h", url.Host);
    }

    [Theory]
    [InlineData("redis://redis_cache:1/2", "redis://redis_cache:1/2")]
    [InlineData("rediss://10.0.0.7/", "rediss://10.0.0.7:6379/0")]
    public void Any_host_name_or_address_is_accepted(string value, string expected) =>
        Assert.Equal(expected, RedisUrl.Parse(value, "V").ToString());

    [Fact]
    public void An_IPv6_address_is_written_in_brackets()
    {
        var url = RedisUrl.Parse("redis://[::1]:7000/1", "V");

        Assert.Equal(("::1", 7000, 1), (url.Host, url.Port, url.Database));
        Assert.Equal("redis://[::1]:7000/1", url.ToString());
    }

    [Fact]
    public void The_logged_address_contains_no_password() =>
        Assert.Equal("redis://h:6379/0", RedisUrl.Parse("redis://user:geheim@h", "V").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("cache:6379")]
    [InlineData("http://user:geheim@cache")]
    [InlineData("redis://")]
    [InlineData("redis://geheim@cache")]
    [InlineData("redis://user:geheim@")]
    [InlineData("redis://user:geheim@cache:port")]
    [InlineData("redis://user:geheim@cache:0")]
    [InlineData("redis://user:geheim@cache:70000")]
    [InlineData("redis://user:geheim@cache/one")]
    [InlineData("redis://user:geheim@cache/-1")]
    [InlineData("redis://user:geheim@cache/1/2")]
    [InlineData("redis://user:geheim@cache/1?ssl=true")]
    [InlineData("redis://user:geheim%@cache")]
    [InlineData("redis://user:geheim%4@cache")]
    [InlineData("redis://user:geheim%zz@cache")]
    [InlineData("redis://user:geheim@::1:6379")]
    [InlineData("redis://user:geheim@[cache]:6379")]
    public void A_malformed_address_is_refused_with_the_remedy_and_without_the_password(string value)
    {
        var refusal = Assert.Throws<FormatException>(() => RedisUrl.Parse(value, "APPLICATION_REDIS_URL"));

        Assert.StartsWith("APPLICATION_REDIS_URL: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("redis[s]://[user:password@]host:port/db", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refusal.ToString(), StringComparison.Ordinal);
    }
}
