using Attn.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Attn.Storage.Archive.Postgres;

/// <summary>Times are UTC in whole milliseconds, as in SQLite, so that both databases answer the same.</summary>
internal sealed class PostgresArchiveContext(DbContextOptions<PostgresArchiveContext> options) : AttnDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<WholeMilliseconds>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        var states =
            from type in modelBuilder.Model.GetEntityTypes()
            from property in type.GetProperties()
            where property.ClrType == typeof(RecordState)
            select property;
        foreach (var state in states)
            state.SetColumnType("jsonb");
    }

    private sealed class WholeMilliseconds()
        : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToWholeMilliseconds(), time => time);
}
