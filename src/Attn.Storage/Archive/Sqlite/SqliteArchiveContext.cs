using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Attn.Storage.Archive.Sqlite;

/// <summary>
/// Times are milliseconds since 1970. Ids are lower-case text, as on the wire: its order is that of the ids.
/// </summary>
internal sealed class SqliteArchiveContext(DbContextOptions<SqliteArchiveContext> options) : AttnDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Guid>().HaveConversion<LowerCaseText>();
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(
            time => time.ToUnixTimeMilliseconds(),
            time => DateTimeOffset.FromUnixTimeMilliseconds(time)
        );

    private sealed class LowerCaseText()
        : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.ParseExact(text, "D"));
}
