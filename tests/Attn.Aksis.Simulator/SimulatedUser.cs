namespace Attn.Aksis.Simulator;

/// <summary>An account at the simulated portal.</summary>
/// <param name="IsTeacher">The landing page holds the teacher's mark.</param>
/// <param name="Number">The student number in the OBS profile; null if OBS has no profile of this user.</param>
public sealed record SimulatedUser(string Username, string Password, string FullName, bool IsTeacher, string? Number)
{
    public IReadOnlyList<SimulatedLesson> Lessons { get; init; } = [];

    /// <summary>Null if the personal page shows no photo.</summary>
    public byte[]? Photo { get; init; }

    /// <summary>The photo's <c>src</c>; null for an address on the OBS host that demands the cookies.</summary>
    public string? PhotoSource { get; init; }

    public static SimulatedUser Student(string username, string password, string fullName, string number) =>
        new(username, password, fullName, IsTeacher: false, number) { Photo = SimulatedPhoto.Of(number) };

    public static SimulatedUser Teacher(string username, string password, string titledName) =>
        new(username, password, titledName, IsTeacher: true, Number: null);
}
