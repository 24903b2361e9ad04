using System.Net;
using Attn.Domain;
using Attn.Testing.Program;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Api.Tests;

/// <summary>
/// The program inside the tests' process, with a clock that the test moves. It listens on a real port, so addresses are
/// real too.
/// </summary>
public sealed class ClockedProgram : IAsyncLifetime
{
    // Tests that pick a demo account by its number pick a lower one.
    private const int FirstNewTeacher = 100;
    private const int FirstNewStudent = 5000;

    private readonly string _folder = Directory.CreateTempSubdirectory("attn-test-").FullName;
    private readonly (string Variable, string Value)[] _settings;
    private Factory? _factory;
    private int _teachers = FirstNewTeacher;
    private int _students = FirstNewStudent;

    public ClockedProgram()
        : this(TimeProvider.System.GetUtcNowMilliseconds(), []) { }

    private ClockedProgram(DateTimeOffset startTime, (string Variable, string Value)[] settings)
    {
        Clock = new(startTime);
        _settings = settings;
    }

    /// <summary>
    /// Starts at the real time, unless a test gives another; only <see cref="FakeTimeProvider.Advance"/> moves it.
    /// </summary>
    public FakeTimeProvider Clock { get; }

    public DateTimeOffset Now => Clock.GetUtcNowMilliseconds();

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => _factory!.Services;

    public static Task<ClockedProgram> StartAsync(params (string Variable, string Value)[] settings) =>
        StartAtAsync(TimeProvider.System.GetUtcNowMilliseconds(), settings);

    public static async Task<ClockedProgram> StartAtAsync(
        DateTimeOffset startTime,
        params (string Variable, string Value)[] settings
    )
    {
        var program = new ClockedProgram(startTime, settings);
        await program.InitializeAsync();
        return program;
    }

    /// <summary>The same on Redis and PostgreSQL, whose connections wait by the clock until they stand.</summary>
    public static async Task<ClockedProgram> StartOnServersAsync(params (string Variable, string Value)[] settings)
    {
        var program = new ClockedProgram(TimeProvider.System.GetUtcNowMilliseconds(), settings);
        var starting = Task.Run(() => program.InitializeAsync().AsTask());
        while (!starting.IsCompleted)
        {
            program.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(starting, Task.Delay(TimeSpan.FromMilliseconds(10)));
        }

        await starting;
        return program;
    }

    public ValueTask InitializeAsync()
    {
        _factory = new Factory(this);
        _factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _factory.StartServer();
        Url = new UriBuilder(_factory.ClientOptions.BaseAddress) { Host = "127.0.0.1" }.Uri;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public Task<Teacher> TeacherAsync(int number = 1, string from = "127.0.0.1") =>
        Teacher.SignsInAsync(Url, number, from);

    public Task<Student> StudentAsync(int number = 1, string from = "127.0.0.1") =>
        Student.SignsInAsync(Url, number, from);

    /// <summary>
    /// A teacher whom no other test uses, so that a class session that a failed test leaves open disturbs none.
    /// </summary>
    public Task<Teacher> NewTeacherAsync(string from = "127.0.0.1") => TeacherAsync(NextTeacher(), from);

    /// <summary>A student whom no other test uses.</summary>
    public Task<Student> NewStudentAsync(string from = "127.0.0.1") => StudentAsync(NextStudent(), from);

    /// <summary>The number of a demo student whom no other test uses, and who has not signed in yet.</summary>
    public int NextStudent() => Interlocked.Increment(ref _students);

    /// <summary>The number of a demo teacher whom no other test uses.</summary>
    public int NextTeacher() => Interlocked.Increment(ref _teachers);

    /// <summary>Opens a class session at the program's own time.</summary>
    public async Task<Guid> OpensAsync(
        Teacher teacher,
        string lesson = "Calculus",
        int option = 1,
        int startsIn = 0,
        int minutes = 30
    )
    {
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = lesson,
                start_time = Now.AddMinutes(startsIn),
                end_time = Now.AddMinutes(startsIn + minutes),
                security_option = option,
            }
        );
        return opened.Expect(HttpStatusCode.Created)["attendance_id"].GetGuid();
    }

    /// <summary>Opens a class session that asks for the code on the screen.</summary>
    public Task<Guid> OpensWithCodeAsync(Teacher teacher) => teacher.OpensWithCodeAsync(Now.AddMinutes(30));

    /// <summary>Sends the code on a teacher's screen from a phone without a sign-in.</summary>
    /// <returns>The ticket.</returns>
    public async Task<string> JoinsAsync(Teacher teacher, Guid id)
    {
        using var phone = new AttnClient(Url);
        var code = (await teacher.ShowsCodeAsync(id)).Words("code")!;
        return (await phone.JoinsAsync(code)).Expect(HttpStatusCode.OK).Words("ticket")!;
    }

    /// <summary>Opens a class session unless this teacher has one.</summary>
    public async Task<Guid> HasOpenAsync(Teacher teacher, int option = 1)
    {
        var live = await teacher.FindsLiveAsync();
        return live.Text == "null" ? await OpensAsync(teacher, option: option) : live["attendance_id"].GetGuid();
    }

    private sealed class Factory(ClockedProgram program) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("ATTN_DATA", program._folder);
            builder.UseSetting("DEMO_STUDENTS", "10000");
            builder.UseSetting("DEMO_TEACHERS", "1000");
            builder.UseSetting("RATE_LIMIT_FACTOR", "0");
            builder.UseSetting("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9");
            builder.ConfigureLogging(logging => logging.ClearProviders());
            foreach (var (variable, value) in program._settings)
                builder.UseSetting(variable, value);
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(program.Clock));
        }
    }
}
