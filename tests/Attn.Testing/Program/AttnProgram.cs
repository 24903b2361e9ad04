namespace Attn.Testing.Program;

/// <summary>
/// The real program as a process on a free port, with its own data folder. It can be killed at any moment and
/// restarted on the same data.
/// </summary>
public sealed class AttnProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, string> _settings;
    private readonly bool _ownsFolder;
    private readonly List<string> _launcher = [];
    private ServerProcess? _process;
    private string? _file;

    private AttnProgram(string folder, bool ownsFolder, Dictionary<string, string> settings)
    {
        DataFolder = folder;
        _ownsFolder = ownsFolder;
        _settings = settings;
    }

    public string DataFolder { get; }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The last console output of the program.</summary>
    public string Output => _process?.Output ?? "";

    /// <summary>The console output since the last start, line by line.</summary>
    public IReadOnlyList<string> Log => _process?.Lines ?? [];

    /// <summary>Resident memory of the process, in bytes.</summary>
    public long ResidentBytes => _process!.ResidentBytes;

    /// <summary>The most memory that the process ever had, in bytes.</summary>
    public long PeakBytes => _process!.PeakBytes;

    public bool HasExited => _process?.HasExited ?? true;

    /// <param name="settings">Environment variables besides the defaults of a test (Development, own port, no
    /// rate limits).</param>
    public static Task<AttnProgram> StartAsync(params (string Variable, string Value)[] settings) =>
        StartAsync(BuiltProgram.File("Attn.Api"), settings);

    /// <param name="file">The program's file, if not the one built beside the tests.</param>
    /// <param name="settings">As in the other overload.</param>
    public static async Task<AttnProgram> StartAsync(string file, (string Variable, string Value)[] settings)
    {
        var program = Prepare(settings);
        program._file = file;
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

    /// <summary>
    /// Starts a program whose disk can be filled: see <see cref="FillDiskAsync"/>. The system would end a program whose
    /// file grows too long; one on a full disk gets an error.
    /// </summary>
    public static async Task<AttnProgram> StartOnSmallDiskAsync(params (string Variable, string Value)[] settings)
    {
        var program = Prepare(settings);
        program._launcher.AddRange(["env", "--ignore-signal=XFSZ"]);
        await program.StartAgainAsync();
        return program;
    }

    /// <summary>From now on the program can write to no file.</summary>
    public Task FillDiskAsync() => _process!.LimitFilesAsync(0);

    public Task EmptyDiskAsync() => _process!.LimitFilesAsync(null);

    /// <summary>Starts the process without waiting until it listens.</summary>
    public static AttnProgram Begin(params (string Variable, string Value)[] settings)
    {
        var program = Prepare(settings);
        program._process = ServerProcess.Start(program.Command(), program._settings);
        return program;
    }

    /// <summary>
    /// Starts the program with settings that it must refuse; returns its output and exit code.
    /// </summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(
        params (string Variable, string Value)[] settings
    )
    {
        await using var program = Prepare(settings);
        program._process = ServerProcess.Start(program.Command(), program._settings);
        var exitCode = await program._process.WaitForExitAsync(StartTimeout);
        return (exitCode, program.Output);
    }

    /// <summary>Restarts on the same data, on another port unless one was set.</summary>
    /// <param name="changes">Changed settings; an empty value removes one.</param>
    public async Task StartAgainAsync(params (string Variable, string Value)[] changes)
    {
        foreach (var (variable, value) in changes)
            _settings[variable] = value;
        _process?.Dispose();
        _process = ServerProcess.Start(Command(), _settings);
        await ListensAsync();
    }

    /// <summary>Waits until the program accepts requests.</summary>
    public async Task ListensAsync()
    {
        const string said = "Now listening on: ";
        var line = await SaysAsync(said);
        // In Production the line is JSON and continues.
        Url = new(line[said.Length..].Split('"', ',')[0]);
    }

    /// <summary>Waits until the program has written a text to its console.</summary>
    public Task<string> SaysAsync(string text) => _process!.WaitForAsync(text, StartTimeout);

    /// <summary>Changes a setting for the next start or admin command.</summary>
    public void Set(string variable, string value) => _settings[variable] = value;

    /// <summary>Runs an admin command on this program's data: <c>list-sessions</c>, <c>--json</c> …</summary>
    public Task<AdminAnswer> AdminAsync(params string[] words) => AdminAsync("", words);

    /// <param name="typed">Input for the command.</param>
    /// <param name="words">As in the other overload.</param>
    public Task<AdminAnswer> AdminAsync(string typed, string[] words) =>
        AdminAnswer.OfAsync([.. Command(), "admin", .. words], _settings, typed);

    /// <summary>SIGKILL: no cleanup.</summary>
    public Task KillAsync() => _process!.EndAsync("KILL");

    /// <summary>SIGTERM: a graceful shutdown.</summary>
    public Task StopAsync() => _process!.EndAsync("TERM");

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> EndsInOrderAsync()
    {
        await SignalAsync("TERM");
        return await _process!.WaitForExitAsync(StartTimeout);
    }

    public Task SignalAsync(string name) => _process!.SignalAsync(name);

    /// <summary>SIGSTOP: connections stay open and nothing responds.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    public bool IsPaused => _process?.IsPaused ?? false;

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        if (_ownsFolder && Directory.Exists(DataFolder))
            Directory.Delete(DataFolder, recursive: true);
    }

    private static AttnProgram Prepare((string Variable, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["RATE_LIMIT_FACTOR"] = "0",
            ["DOTNET_gcServer"] = "0",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        };
        foreach (var (variable, value) in settings)
            all[variable] = value;
        var ownsFolder = all.TryAdd("ATTN_DATA", Directory.CreateTempSubdirectory("attn-test-").FullName);
        return new(all["ATTN_DATA"], ownsFolder, all);
    }

    private string[] Command() => [.. _launcher, "dotnet", _file ?? BuiltProgram.File("Attn.Api")];
}
