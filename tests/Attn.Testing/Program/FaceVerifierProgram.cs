using System.Globalization;

namespace Attn.Testing.Program;

/// <summary>
/// The real face service as a process. It can be killed at any moment and restarted at its address; it stores
/// nothing.
/// </summary>
public sealed class FaceVerifierProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);
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

    /// <summary>The last console output of the program.</summary>
    public string Output => _process?.Output ?? "";

    /// <summary>The most memory that the process ever had, in bytes.</summary>
    public long PeakBytes => _process!.PeakBytes;

    public bool HasExited => _process?.HasExited ?? true;

    /// <param name="mainApp">The only address to which verdicts may be posted.</param>
    /// <param name="settings">More environment variables.</param>
    public static Task<FaceVerifierProgram> StartAsync(
        Uri mainApp,
        params (string Variable, string Value)[] settings
    ) => StartAsync(BuiltProgram.File("Attn.FaceVerifier"), mainApp, settings);

    /// <param name="file">The program's file, if not the one built beside the tests.</param>
    /// <param name="mainApp">As in the other overload.</param>
    /// <param name="settings">As in the other overload.</param>
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

    /// <summary>Starts at the same address and waits until a network has been run once.</summary>
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

    /// <summary>SIGKILL: no cleanup.</summary>
    public Task KillAsync() => _process!.EndAsync("KILL");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
    }
}
