using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Attn.Aksis.Simulator;
using Attn.EndToEnd.Tests.Faults;
using Attn.Faces.Contracts;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>
/// Thousands of requests of every kind to the running program. The seed determines them: <c>FUZZ_SEED</c> and
/// <c>FUZZ_REQUESTS</c> try others. A finding is printed so that it can be sent again.
/// </summary>
public sealed class FuzzTests(FaultServers servers, ITestOutputHelper output)
{
    private const int Seed = 20_261_124;
    private const int BetweenRenewals = 250;
    private const int BatchSize = 4;

    /// <summary>The share of requests during which caches, pools and compiled code grow.</summary>
    private const double WarmUp = 0.5;

    /// <summary>The memory at the end, relative to that after the warm-up.</summary>
    private const double MaxGrowth = 1.3;

    private static readonly string[] Errors = ["fail:", "crit:", "Unhandled exception", "unhandled exception"];
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(1);
    private readonly ConcurrentBag<string> _findings = [];
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentDictionary<string, int> _served = new(StringComparer.Ordinal);
    private int _port;

    [Theory]
    [InlineData(false, 20_000)]
    [InlineData(true, 10_000)]
    public async Task The_program_survives_every_request_and_answers_as_documented(bool withServers, int count)
    {
        var (seed, requests) = (Setting("FUZZ_SEED", Seed), Setting("FUZZ_REQUESTS", count));
        await using var portal = (await AksisSimulator.StartAsync()).With(
            SimulatedUser.Student("ayse.yilmaz", "password", "AYŞE YILMAZ", "1306210042")
        );
        await using var verifier = await PlayedVerifier.StartAsync();
        await using var program = await AttnProgram.StartAsync([
            .. portal.Environment.Select(variable => (variable.Key, variable.Value!)),
            .. withServers ? (await servers.NewStoresAsync()).Settings : [],
            ("FACE_VERIFIER_MICROSERVICE_URL", verifier.Url.ToString()),
            ("DEMO_STUDENTS", "100"),
            // The limits are on but out of reach; else most answers would be 429.
            ("RATE_LIMIT_FACTOR", "1000000"),
        ]);
        _port = program.Url.Port;
        using var world = new World(program.Url)
        {
            Checks = () => [.. verifier.Requests.Select(request => request.Id)],
            Sign = body => FaceSignatures.Sign(body, PlayedVerifier.Secret),
        };
        var document = JsonNode.Parse((await GetAsync(program.Url, "/openapi.json")).Text)!;
        var routes = ApiRoute.ReadAll(document);
        var generator = new Generator(seed, routes, new(document, world), world);

        using var stalled = await StallAsync(program.Url);
        var warm = await RunAsync(program, world, generator, 0, (int)(WarmUp * requests));
        var grown = await RunAsync(program, world, generator, (int)(WarmUp * requests), requests);

        // Shown when the test fails.
        output.WriteLine(
            $"seed {seed}, {requests} requests: {DescribeStatuses()}; memory {warm >> 20} → {grown >> 20} MB"
        );
        AssertNothingFound(program);
        AssertRequestsReachedEveryRoute(routes, requests);
        Assert.True(grown < warm * MaxGrowth, $"Memory grew from {warm >> 20} to {grown >> 20} MB.");
        await AssertAClassStillWorksAsync(program.Url);
    }

    /// <returns>The bytes of memory that the program holds afterwards.</returns>
    private async Task<long> RunAsync(AttnProgram program, World world, Generator generator, int first, int end)
    {
        for (var start = first; start < end && _findings.Count < 20; start += BetweenRenewals)
        {
            await world.RenewAsync();
            var next = start - 1;
            var last = Math.Min(start + BetweenRenewals, end);
            await Task.WhenAll(
                Enumerable
                    .Range(0, BatchSize)
                    .Select(async _ =>
                    {
                        using var wire = new Wire(program.Url);
                        while (Interlocked.Increment(ref next) is var number && number < last)
                            await TryAsync(wire, generator.Make(number));
                    })
            );
            Assert.False(program.HasExited, "The program has ended.");
        }

        return program.ResidentBytes;
    }

    private async Task TryAsync(Wire wire, FuzzRequest request)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeout);
        try
        {
            var answer = await wire.SendAsync(
                request.ToBytes(),
                request.Method == "HEAD",
                request.IsLast,
                timeout.Token
            );
            _statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
            if (answer.Status is >= 200 and < 300)
                _served.AddOrUpdate(request.Route, 1, (_, count) => count + 1);
            if (FindFault(request, answer) is { } wrong)
                _findings.Add($"{wrong}: {request.ToReplay(_port)}\nanswered {answer.Status} {answer.Text}\n");
        }
        catch (OperationCanceledException)
        {
            _findings.Add($"no answer within {AnswerTimeout}: {request.ToReplay(_port)}\n");
            wire.Dispose();
        }
    }

    private static string? FindFault(FuzzRequest request, WireAnswer answer) =>
        answer.Status switch
        {
            0 when !request.MayGoUnanswered => "the connection was closed",
            501 or 505 when request.Raw is not null => null,
            >= 500
                when answer.Status != 503
                    || !answer.Headers.ContainsKey("retry-after")
                    || !answer.ContentType.StartsWith("application/problem+json", StringComparison.Ordinal) =>
                "a server's error",
            >= 400
                when answer.Body.Length > 0
                    && !answer.ContentType.StartsWith("application/problem+json", StringComparison.Ordinal) =>
                "an error that is no problem+json",
            _ when answer.Headers.ContainsKey("x-injected") => "a header was injected",
            >= 400 when answer.Body.Length > 0 && request.Raw is null && request.HasPlainPath =>
                DocumentedProblems.FindFault(request.Method, request.Target, answer.Status, answer.Text),
            _ => null,
        };

    private string DescribeStatuses() =>
        string.Join(", ", _statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} × {each.Key}"));

    private void AssertNothingFound(AttnProgram program)
    {
        var log = program.Log;
        var errors = Enumerable
            .Range(0, log.Count)
            .Where(at => Errors.Any(word => log[at].Contains(word, StringComparison.Ordinal)))
            .Select(at => string.Join('\n', log.Skip(at).Take(8)))
            .Distinct()
            .Take(20)
            .ToList();
        Assert.True(
            _findings.IsEmpty && errors.Count == 0,
            $"{_findings.Count} findings:\n{string.Join('\n', _findings)}\nThe log holds:\n{string.Join('\n', errors)}"
        );
    }

    /// <summary>Without this a test whose requests all fail at routing, sign-in or limits would find nothing.</summary>
    private void AssertRequestsReachedEveryRoute(IReadOnlyList<ApiRoute> routes, int requests)
    {
        Assert.Empty(routes.Select(route => route.ToString()).Except(_served.Keys));
        AssertShare("2xx", status => status is >= 200 and < 300, 0.2, 0.7);
        AssertShare("422", status => status == 422, 0.1, 0.5);
        AssertShare("400 and 404", status => status is 400 or 404, 0.05, 0.4);
        AssertShare("401 and 403", status => status is 401 or 403, 0.03, 0.25);
        AssertShare("429", status => status == 429, 0, 0.02);
        AssertShare("503", status => status == 503, 0, 0.02);
        AssertShare("no answer", status => status == 0, 0, 0.05);

        void AssertShare(string what, Func<int, bool> isMeant, double min, double max)
        {
            var share = _statuses.Where(each => isMeant(each.Key)).Sum(each => each.Value) / (double)requests;
            Assert.True(
                share >= min && share <= max,
                $"{share:P1} of the answers were {what}, not {min:P0} to {max:P0}."
            );
        }
    }

    /// <summary>Opens connections that never finish their request; others must be served all the same.</summary>
    private static async Task<Stalled> StallAsync(Uri url)
    {
        var stalled = new Stalled();
        for (var each = 0; each < 30; each++)
        {
            var connection = new TcpClient();
            stalled.Connections.Add(connection);
            await connection.ConnectAsync(url.Host, url.Port);
            await connection
                .GetStream()
                .WriteAsync(
                    "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"u8
                        .ToArray()
                        .AsMemory(0, 10 + each)
                );
        }

        return stalled;
    }

    private static async Task AssertAClassStillWorksAsync(Uri url)
    {
        using var teacher = await Teacher.SignsInAsync(url, 7);
        var id = await teacher.OpensAsync();
        using var student = await Student.SignsInAsync(url, 77);
        Assert.True((await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        Assert.True((await student.StatusAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
    }

    private static async Task<Answer> GetAsync(Uri url, string path)
    {
        using var client = new AttnClient(url);
        return (await client.GetAsync(path)).Expect(HttpStatusCode.OK);
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : otherwise;

    private sealed class Stalled : IDisposable
    {
        public List<TcpClient> Connections { get; } = [];

        public void Dispose() => Connections.ForEach(connection => connection.Dispose());
    }
}
