using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faults;

/// <summary>API processes on the same stores.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly List<AttnProgram> _programs = [];
    private readonly (string, string)[] _settings;

    private Replicas(Stores stores, (string, string)[] settings)
    {
        Stores = stores;
        _settings = [.. stores.Settings, .. settings];
    }

    public Stores Stores { get; }

    public AttnProgram this[int index] => _programs[index];

    /// <summary>Two replicas that start at the same time on empty stores.</summary>
    public static async Task<Replicas> StartTwoAsync(Stores stores, params (string Variable, string Value)[] settings)
    {
        var replicas = new Replicas(stores, settings);
        await replicas.StartMoreAsync([
            [],
            [],
        ]);
        return replicas;
    }

    /// <summary>
    /// Replicas that exit (<c>after-copy</c>) or pause (<c>after-copy:pause</c>) at a step of archiving.
    /// </summary>
    public static async Task<Replicas> StartDoomedAsync(
        Stores stores,
        IReadOnlyList<string> faultPoints,
        params (string Variable, string Value)[] settings
    )
    {
        var replicas = new Replicas(stores, settings);
        await replicas.StartMoreAsync([.. faultPoints.Select(point => new[] { ("ATTN_FAULT_POINT", point) })]);
        return replicas;
    }

    /// <summary>Another replica without a fault.</summary>
    public async Task<AttnProgram> StartOneMoreAsync()
    {
        await StartMoreAsync([
            [],
        ]);
        return _programs[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
            await program.DisposeAsync();
    }

    private async Task StartMoreAsync((string, string)[][] each)
    {
        var more = each.Select(own => AttnProgram.Begin([.. _settings, .. own])).ToList();
        _programs.AddRange(more);
        await Task.WhenAll(more.Select(program => program.ListensAsync()));
    }
}
