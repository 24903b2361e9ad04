using Attn.Storage.Archive;
using Attn.Storage.Live;
using Attn.Storage.Live.Sqlite;
using Attn.Storage.Postgres;
using Attn.Storage.Tests.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Attn.Storage.Tests.Postgres;

public sealed class DatabaseUrlTests
{
    [Fact]
    public void All_parts_are_read_and_decoded()
    {
        var settings = DatabaseUrl.Parse(
            " postgresql://us%40er:p%40ss%2Fw%C3%B6rd%3A1@db.example.edu:6432/att%20n"
                + "?sslmode=verify-full&connect_timeout=7&application_name=a%26b "
        );

        Assert.Equal(
            ("us@er", "p@ss/wörd:1", "db.example.edu", 6432, "att n", SslMode.VerifyFull, 7, "a&b"),
            (
                settings.Username,
                settings.Password,
                settings.Host,
                settings.Port,
                settings.Database,
                settings.SslMode,
                settings.Timeout,
                settings.ApplicationName
            )
        );
    }

    [Theory]
    [InlineData("postgres://u:p@localhost/attn", "localhost")]
    [InlineData("postgresql://u@[::1]:5432/attn", "::1")]
    public void Port_and_password_are_optional(string url, string host)
    {
        var settings = DatabaseUrl.Parse(url);

        Assert.Equal((host, 5432, "attn"), (settings.Host, settings.Port, settings.Database));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("mysql://u:hunter2@h/d")]
    [InlineData("postgresql://u:hunter2@h")]
    [InlineData("postgresql://u:hunter2@h/")]
    [InlineData("postgresql://u:hunter2@/d")]
    [InlineData("postgresql://h/d")]
    [InlineData("postgresql://u:hunter2@h:port/d")]
    [InlineData("postgresql://u:hunter2@h/d?sslmode=hunter2")]
    [InlineData("postgresql://u:hunter2@h/d?hunter2=1")]
    [InlineData("postgresql://u:hunter2@h/d?connect_timeout=hunter2")]
    public void Bad_address_is_refused_with_the_variables_name_and_without_its_value(string url)
    {
        var refused = Assert.Throws<FormatException>(() => new ServiceCollection().AddPostgresArchive(url));

        Assert.Contains("DATABASE_URL", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_can_be_created()
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Lessons.Calendar)
            .AddSingleton<IRosterNews>(new LocalRosterNews())
            .AddPostgresArchive("postgresql://u:p@localhost:1/attn")
            .BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<ArchiveStartup>());
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            services.GetRequiredService<SessionArchive>().FindSessionAsync(Guid.NewGuid(), CancellationToken.None)
        );
    }
}
