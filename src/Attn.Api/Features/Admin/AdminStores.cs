using Attn.Api.Features.Archiving;
using Attn.Api.Features.FaceChecks;
using Attn.Api.Platform.Options;
using Attn.Api.Platform.Startup;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Catalogue;
using Attn.Storage.Live;
using Attn.Storage.Sqlite;

namespace Attn.Api.Features.Admin;

/// <summary>The program's stores for one admin command, without the rest of the program.</summary>
internal sealed class AdminStores
{
    private const int NotDone = 1;
    private readonly IServiceProvider _services;

    private AdminStores(IServiceProvider services) => _services = services;

    public PersonalData People => _services.GetRequiredService<PersonalData>();

    public PersonArchive Archive => _services.GetRequiredService<PersonArchive>();

    public ILiveStore Live => _services.GetRequiredService<ILiveStore>();

    public TimeProvider Time => _services.GetRequiredService<TimeProvider>();

    public Terms Terms => _services.GetRequiredService<Terms>();

    public TimeZoneInfo Zone => _services.GetRequiredService<TimeZoneInfo>();

    public Archiver Archiver => _services.GetRequiredService<Archiver>();

    /// <summary>
    /// Connects, runs a command and disconnects. A setting or store that cannot be used is explained with its remedy.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> UseAsync(Func<AdminStores, Task<int>> command, CancellationToken cancellationToken)
    {
        try
        {
            var builder = Prepare();
            if (StorageSetup.SettingsOf(builder.Configuration) is { IsUnused: true } settings)
                return await RefuseAsync(
                    $"There is no data in ATTN_DATA ({Path.GetFullPath(settings.DataFolder)}). "
                        + "Set ATTN_DATA to the program's folder, or the addresses of its servers."
                );
            await using var app = builder.Build();
            // Explained to every command. Secrets are checked only where a command reads them.
            _ = app.Services.GetRequiredService<TimeZoneInfo>();
            await app.Services.ConnectStoresAsync(cancellationToken);
            return await command(new(app.Services));
        }
        catch (DataFolderInUseException)
        {
            return await RefuseAsync(
                "ATTN is running on ATTN_DATA, and only one program can use the embedded store at a time. "
                    + "Stop it, run this command, and start it again."
            );
        }
        catch (Exception refused) when (StartProblems.Of(refused) is { } problems)
        {
            return await RefuseAsync(problems);
        }
    }

    public static async Task<int> RefuseAsync(params string[] problems)
    {
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync(problem);
        return NotDone;
    }

    private static WebApplicationBuilder Prepare()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        // The standard output is for the command's answer only.
        builder
            .Logging.ClearProviders()
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter(level => level >= LogLevel.Warning);
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddPlatformOptions()
            .AddValidatedOptions<FaceCheckOptions, FaceCheckOptions.Validator>()
            .AddStorage(builder.Configuration)
            .AddArchiver();
        return builder;
    }
}
