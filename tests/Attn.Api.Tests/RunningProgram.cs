using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>A program of a test class's own, so that its ten demo teachers are nobody else's.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    private AttnProgram? _program;
    private int _teachers;
    private int _students;

    public Uri Url => _program!.Url;

    public async ValueTask InitializeAsync() =>
        _program = await AttnProgram.StartAsync(
            ("DEMO_STUDENTS", "2000"),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9"),
            ("MAIN_APP_BASE_URL", "http://127.0.0.1:9")
        );

    public ValueTask DisposeAsync() => _program?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The next demo teacher; whoever opens a session gets one that has none.</summary>
    public Task<Teacher> TeacherAsync()
    {
        var number = Interlocked.Increment(ref _teachers);
        return number <= 10
            ? Teacher.SignsInAsync(Url, number)
            : throw new InvalidOperationException("Only ten demo teachers.");
    }

    public Task<Student> StudentAsync() => Student.SignsInAsync(Url, Interlocked.Increment(ref _students));
}
