using System.Globalization;

namespace Attn.Bench.Load;

/// <summary>What to measure and how much. Every number is bounded, so that a forgotten run ends by itself.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        Drives a server that speaks the ATTN contract and compares it with its own GET /health.

        usage: Attn.Bench.Load [options]
          --url URL            the server, on this machine only       (default http://localhost:8000)
          --scenario NAME      all, checkin, roster, status, streams, soak
                               (default all, which is checkin, roster and status)
          --students N         demo students to sign in, 1-20000      (default 5000; the server needs DEMO_STUDENTS=N)
          --roster N           students in the roster scenario        (default 500)
          --connections N      for check-in and status, 1-512         (default 64)
          --pollers N          for the roster, 1-512                  (default 16)
          --teachers N         live views in the streams scenario, 1-500
                               (default 200; the server needs DEMO_TEACHERS=N)
          --minutes N          length of the soak, 1-60               (default 10)
          --server-pid N       the server's process, whose memory the soak watches
          --seconds N          length of a timed piece, 1-60          (default 3)
          --rounds N           counted rounds after one warm-up, 1-20 (default 5)
          --markdown           print a table for a document
          --help

        The server must not limit the load: RATE_LIMIT_FACTOR=0, or 1000 to have the limiter count without refusing.
        Exit code: 0 success, 1 a request failed or a count was wrong, 2 wrong options.
        """;

    public Uri Url { get; private set; } = new("http://localhost:8000");

    public string Scenario { get; private set; } = "all";

    public int Students { get; private set; } = 5000;

    public int RosterSize { get; private set; } = 500;

    public int Connections { get; private set; } = 64;

    public int Pollers { get; private set; } = 16;

    public int Teachers { get; private set; } = 200;

    public int SoakMinutes { get; private set; } = 10;

    /// <summary><c>null</c>: memory is not watched.</summary>
    public int? ServerPid { get; private set; }

    public TimeSpan Piece { get; private set; } = TimeSpan.FromSeconds(3);

    public int Rounds { get; private set; } = 5;

    public bool Markdown { get; private set; }

    public bool Help { get; private set; }

    public bool Wants(string scenario) =>
        Scenario == scenario || (Scenario == "all" && scenario is "checkin" or "roster" or "status");

    /// <exception cref="FormatException">The text says which option is wrong.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            switch (name)
            {
                case "--help" or "-h":
                    options.Help = true;
                    break;
                case "--markdown":
                    options.Markdown = true;
                    break;
                case "--url":
                    options.Url = ParseUrl(Value());
                    break;
                case "--scenario":
                    options.Scenario = OneOf("all", "checkin", "roster", "status", "streams", "soak");
                    break;
                case "--students":
                    options.Students = Between(1, 20_000);
                    break;
                case "--roster":
                    options.RosterSize = Between(1, 20_000);
                    break;
                case "--connections":
                    options.Connections = Between(1, 512);
                    break;
                case "--pollers":
                    options.Pollers = Between(1, 512);
                    break;
                case "--teachers":
                    options.Teachers = Between(1, 500);
                    break;
                case "--minutes":
                    options.SoakMinutes = Between(1, 60);
                    break;
                case "--server-pid":
                    options.ServerPid = Between(1, int.MaxValue);
                    break;
                case "--seconds":
                    options.Piece = TimeSpan.FromSeconds(Between(1, 60));
                    break;
                case "--rounds":
                    options.Rounds = Between(1, 20);
                    break;
                default:
                    throw new FormatException($"Unknown option {name}.");
            }

            string Value() =>
                ++index < arguments.Count ? arguments[index] : throw new FormatException($"{name} needs a value.");

            int Between(int min, int max) =>
                int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= min
                && number <= max
                    ? number
                    : throw new FormatException($"{name} must be a number from {min} to {max}.");

            string OneOf(params ReadOnlySpan<string> allowed) =>
                Value() is var value && allowed.Contains(value)
                    ? value
                    : throw new FormatException($"{name} must be one of {string.Join(", ", allowed)}.");
        }

        return options;
    }

    private static Uri ParseUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttp
        && url.AbsolutePath == "/"
            ? url
            : throw new FormatException("--url must look like http://localhost:8000.");
}
