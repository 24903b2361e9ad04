using System.Globalization;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Attn.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>
/// Thousands of students who check in without HTTP: directly in the live store, with the program's rules and
/// scripts.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly IHost _host;

    private Crowd(IHost host) => _host = host;

    public static async Task<Crowd> ComesToAsync(Stores stores)
    {
        var host = new HostBuilder()
            .ConfigureServices(services =>
                services
                    .AddLogging()
                    .AddSingleton(TimeProvider.System)
                    .AddSingleton(TermCalendar.TryRead(TermCalendar.DefaultStarts, TimeZoneInfo.Utc)!)
                    .AddSingleton(new PictureCipher("no picture is written by these students"))
                    .AddAttnStorage(new() { LiveRedisUrl = stores.RedisUrl, DatabaseUrl = stores.DatabaseUrl })
            )
            .Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>The number of a student, from 1.</summary>
    public static string Number(int student) => string.Create(CultureInfo.InvariantCulture, $"crowd-{student:D5}");

    public async Task AttendsAsync(ClassLedger @class, int count)
    {
        var live = _host.Services.GetRequiredService<ILiveStore>();
        var now = TimeProvider.System.GetUtcNowMilliseconds();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, count),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (student, token) =>
            {
                var attempt = new CheckInAttempt(
                    @class.Id,
                    Number(student),
                    $"Student {student}",
                    CheckInEvidence.Complete
                );
                var outcome = await live.ChangeRecordAsync(
                    @class.Id,
                    Number(student),
                    (session, record) => CheckInRules.CheckIn(session, record, attempt, now),
                    token
                );
                OutcomeAssert.Succeeded(outcome);
                @class.Says(Number(student), ClassLedger.Present);
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
