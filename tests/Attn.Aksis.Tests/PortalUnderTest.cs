using Attn.Aksis.Simulator;
using Attn.Domain;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Aksis.Tests;

/// <summary>The portal client as a host registers it, with a simulator of its own.</summary>
internal sealed class PortalUnderTest : IAsyncDisposable
{
    public const string Address = "192.0.2.1";
    public const string Password = "correct horse";
    public const string StudentNumber = "0401210034";
    public const string StudentName = "ÇAĞRI IŞIK";
    public const string TeacherName = "ELİF KARTAL";

    /// <summary>14:00 in Istanbul on the day of the example lesson in docs/portal.md.</summary>
    public static readonly DateTimeOffset Now = new(2025, 2, 18, 11, 0, 0, TimeSpan.Zero);

    public static readonly SimulatedLesson Lesson = new(
        "YBSB1008 - VERİ YAPILARI",
        "Doç. Dr. ELİF KARTAL",
        DateTimeOffset.FromUnixTimeMilliseconds(1739878800000),
        DateTimeOffset.FromUnixTimeMilliseconds(1739887200000)
    );

    private readonly ServiceProvider _services;

    private PortalUnderTest(AksisSimulator simulator, ServiceProvider services, LogLines log, FakeTimeProvider time)
    {
        Simulator = simulator;
        _services = services;
        Log = log;
        Time = time;
    }

    public AksisSimulator Simulator { get; }

    public LogLines Log { get; }

    public FakeTimeProvider Time { get; }

    public IUniversityPortal Portal => _services.GetRequiredService<IUniversityPortal>();

    public static async Task<PortalUnderTest> StartAsync(Action<AksisOptions>? configure = null)
    {
        var simulator = await AksisSimulator.StartAsync();
        simulator.With(Student()).With(Teacher()).With(Nobody());
        var log = new LogLines();
        var time = new FakeTimeProvider(Now);
        return new PortalUnderTest(simulator, Services(simulator.Environment, log, time, configure), log, time);
    }

    public static ServiceProvider Services(
        IReadOnlyDictionary<string, string?> variables,
        LogLines log,
        TimeProvider time,
        Action<AksisOptions>? configure = null,
        string environment = "Production"
    )
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        services.AddSingleton(time).AddSingleton(TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul"));
        services.AddUniversityPortal(configuration, new TestEnvironment(environment));
        if (configure is not null)
            services.PostConfigure(configure);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public static SimulatedUser Student() =>
        SimulatedUser.Student("cagri", Password, StudentName, StudentNumber) with
        {
            Lessons = [Lesson],
        };

    public static SimulatedUser Teacher() => SimulatedUser.Teacher("elif.kartal", Password, "Doç. Dr. ELİF KARTAL");

    public static SimulatedUser Nobody() => new("guest", Password, "Misafir", IsTeacher: false, Number: null);

    public Task<PortalSignIn> StudentSignsIn(CancellationToken cancellationToken = default) =>
        Portal.SignInAsync("cagri", Password, Address, cancellationToken);

    public Task<PortalSignIn> TeacherSignsIn() =>
        Portal.SignInAsync("elif.kartal", Password, Address, CancellationToken.None);

    public async Task<PortalUser> SignedInStudent() => SignedIn(await StudentSignsIn());

    public static PortalUser SignedIn(PortalSignIn answer)
    {
        Assert.Null(answer.Refusal);
        Assert.NotNull(answer.User);
        return answer.User;
    }

    /// <summary>Whoever is signed in must be the one who asked, whatever happened to the pages.</summary>
    public static void AssertNobodyElse(PortalSignIn answer, UserRole role)
    {
        if (answer.User is { } user)
            AssertSelf(user, role);
    }

    public static void AssertSelf(PortalUser user, UserRole role)
    {
        Assert.Equal(role, user.Role);
        Assert.Equal(role == UserRole.Teacher ? "elif.kartal" : StudentNumber, user.SchoolNumber);
        Assert.Equal(role == UserRole.Teacher ? TeacherName : StudentName, user.FullName);
        Assert.True(user.Photo is null || user.Photo.AsSpan().SequenceEqual(SimulatedPhoto.Of(StudentNumber)));
        Assert.All(
            user.Schedule ?? [],
            lesson =>
                Assert.Equal(
                    new ScheduledLesson(
                        "YBSB1008 - VERİ YAPILARI",
                        TeacherName,
                        new TimeOnly(14, 40),
                        new TimeOnly(17, 0)
                    ),
                    lesson
                )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
