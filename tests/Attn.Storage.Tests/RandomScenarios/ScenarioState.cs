using System.Globalization;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>The stores and the model of one scenario, and what has happened to both.</summary>
internal sealed class ScenarioState
{
    private readonly string _name = Guid.NewGuid().ToString("N")[..10];

    public ScenarioState(RandomStores stores)
    {
        Stores = stores;
        // No step is about a colleague, so nobody asks who teaches the course.
        Sessions = new(Live, Outbox, Archive, teachers: null!);
    }

    public RandomStores Stores { get; }

    public ILiveStore Live => Stores.Live;

    public IFaceCheckOutbox Outbox => Stores.Outbox;

    public SessionArchive Archive => Stores.Archive;

    public ClassSessionStore Sessions { get; }

    public DateTimeOffset Now => Stores.Now;

    public Model Model { get; } = new();

    /// <summary>Every check that was started.</summary>
    public List<Check> Checks { get; } = [];

    /// <summary>Checks whose cleaning up was skipped by a crash.</summary>
    public HashSet<Guid> LeftBehind { get; } = [];

    /// <summary>Students whose name the portal has told.</summary>
    public HashSet<string> SignedIn { get; } = new(StringComparer.Ordinal);

    public string Teacher => $"t-{_name}";

    public string TeacherName => $"Teacher {_name}";

    public string Student(int number) => string.Create(CultureInfo.InvariantCulture, $"s{number}-{_name}");

    public static string PortalName(string student) => $"Name of {student}";
}
