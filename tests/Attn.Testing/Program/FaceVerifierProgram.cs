using System.Globalization;

namespace Attn.Testing.Program;

/// <summary>
/// The real face service as a process of its own. It can be killed at any moment and started again at its address; it
/// keeps nothing.
/// </summary>
public sealed class FaceVerifierProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);
    private readonly string _file;
    private readonly Dictionary<string, string> _settings;
    private ServerProcess? _process;

    private FaceVerifierProgram(string file, Uri url, Dictionary<string, string> settings)
    {
        _file = file;
        Url = url;
        _settings = settings;
    }

    public Uri Url { get; }

    /// <summary>What the program wrote to its console last.</summary>
    public string Output => _process?.Output ?? "";

    /// <param name="mainApp">The one address that verdicts may be posted to.</param>
    /// <param name="settings">More environment variables.</param>
    public static Task<FaceVerifierProgram> StartAsync(
        Uri mainApp,
        params (string Variable, string Value)[] settings
    ) => StartAsync(BuiltProgram.File("Attn.FaceVerifier"), mainApp, settings);

    /// <param name="file">The program, for one that was built in another way.</param>
    /// <param name="mainApp">See the other one.</param>
    /// <param name="settings">See the other one.</param>
    public static async Task<FaceVerifierProgram> StartAsync(
        string file,
        Uri mainApp,
        (string Variable, string Value)[] settings
    )
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = url,
            ["MAIN_APP_BASE_URL"] = mainApp.ToString(),
        };
        foreach (var (variable, value) in settings)
            all[variable] = value;
        var program = new FaceVerifierProgram(file, new(url), all);
        try
        {
            await program.StartAgainAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts at the same address and waits until a network has run.</summary>
    public async Task StartAgainAsync()
    {
        _process?.Dispose();
        _process = ServerProcess.Start(["dotnet", _file], _settings);
        await _process.WaitForAsync("Now listening on: ", StartTimeout);
        using var client = new AttnClient(Url);
        await Eventually.IsTrueAsync(
            async () => (await client.GetAsync("/health")).IsSuccess,
            "the face service is healthy",
            StartTimeout
        );
    }

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    public Task KillAsync() => _process!.EndAsync("KILL");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
    }
}
