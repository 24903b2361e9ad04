using Attn.Domain;
using Attn.Storage.Archive.Postgres;
using Attn.Storage.Archive.Sqlite;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;
using Attn.Storage.Postgres;
using Attn.Storage.Reports;
using Attn.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Archive;

/// <summary>
/// Registers the archive with its catalogue and reports, which need a <see cref="TermCalendar"/>, and
/// <see cref="ArchiveStartup"/>, which runs before the first request.
/// </summary>
public static class ArchiveServices
{
    /// <param name="databaseUrl">The value of <c>DATABASE_URL</c>.</param>
    /// <exception cref="FormatException">
    /// The address makes no sense; the message names the variable and the remedy.
    /// </exception>
    public static IServiceCollection AddPostgresArchive(this IServiceCollection services, string databaseUrl)
    {
        var settings = DatabaseUrl.Parse(databaseUrl);
        return services.AddArchive(_ => new PostgresArchiveDatabase(settings));
    }

    /// <summary>
    /// The archive in the embedded database, which must be registered as <see cref="SqliteDatabase"/>.
    /// </summary>
    public static IServiceCollection AddSqliteArchive(this IServiceCollection services) =>
        services.AddArchive(provider => new SqliteArchiveDatabase(
            provider.GetRequiredService<SqliteDatabase>(),
            ClockOf(provider)
        ));

    private static IServiceCollection AddArchive(
        this IServiceCollection services,
        Func<IServiceProvider, IArchiveDatabase> database
    ) =>
        services
            .AddSingleton(database)
            .AddSingleton(provider => new SessionArchive(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<CourseCatalogue>(),
                ClockOf(provider)
            ))
            .AddSingleton(provider => new Terms(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<TermCalendar>()
            ))
            .AddSingleton(provider => new CourseCatalogue(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<TermCalendar>(),
                ClockOf(provider)
            ))
            .AddSingleton(provider => new CourseTeachers(
                provider.GetRequiredService<IArchiveDatabase>(),
                ClockOf(provider)
            ))
            .AddSingleton(provider => new Timetables(
                provider.GetRequiredService<IArchiveDatabase>(),
                ClockOf(provider)
            ))
            .AddSingleton(provider => new CourseAgenda(provider.GetRequiredService<IArchiveDatabase>()))
            .AddSingleton(provider => new LessonAdoption(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<CourseCatalogue>(),
                provider.GetRequiredService<TermCalendar>(),
                ClockOf(provider)
            ))
            .AddSingleton(provider => new Consents(provider.GetRequiredService<IArchiveDatabase>()))
            .AddSingleton(provider => new ClassListStore(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<CourseCatalogue>(),
                provider.GetRequiredService<TermCalendar>(),
                provider.GetRequiredService<IRosterNews>(),
                ClockOf(provider)
            ))
            .AddSingleton(ClassListCacheOf)
            .AddSingleton(provider => new ArchiveRetention(provider.GetRequiredService<IArchiveDatabase>()))
            .AddSingleton(provider => new PersonArchive(provider.GetRequiredService<IArchiveDatabase>()))
            .AddSingleton(provider => new TermReports(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<TermCalendar>()
            ))
            .AddSingleton(provider => new OwnReports(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<TermCalendar>()
            ))
            .AddSingleton(provider => new ArchiveStartup(
                provider.GetRequiredService<IArchiveDatabase>(),
                provider.GetRequiredService<LessonAdoption>(),
                ClockOf(provider),
                provider.GetRequiredService<ILogger<ArchiveStartup>>()
            ))
            .AddSingleton<IStoreStart>(provider => provider.GetRequiredService<ArchiveStartup>())
            .AddDependencyCheck(
                "archive",
                isRequired: true,
                provider =>
                    async token => await provider.GetRequiredService<SessionArchive>().MeasureClockLeadAsync(token)
            );

    private static ClassListCache ClassListCacheOf(IServiceProvider provider)
    {
        var lists = provider.GetRequiredService<ClassListStore>();
        return new(
            lists.ReadListedAsync,
            ClassListStore.NoticeKeyOf,
            provider.GetRequiredService<IRosterNews>(),
            ClockOf(provider)
        );
    }

    private static TimeProvider ClockOf(IServiceProvider provider) =>
        provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
