using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>The program as a process, for one test class. Every test takes new teachers and students.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    private AttnProgram? _program;
    private int _teachers;
    private int _students;

    public Uri Url => _program!.Url;

    public async ValueTask InitializeAsync() =>
        _program = await AttnProgram.StartAsync(
            ("DEMO_STUDENTS", "2000"),
            ("DEMO_TEACHERS", "1000"),
            ("FACE_VERIFIER_MICROSERVICE_URL", "http://127.0.0.1:9"),
            ("MAIN_APP_BASE_URL", "http://127.0.0.1:9")
        );

    public ValueTask DisposeAsync() => _program?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>
    /// A teacher whom no other test uses, so that a class session that a failed test leaves open disturbs none.
    /// </summary>
    public Task<Teacher> TeacherAsync() => Teacher.SignsInAsync(Url, Interlocked.Increment(ref _teachers));

    /// <summary>A student whom no other test uses.</summary>
    public Task<Student> StudentAsync() => Student.SignsInAsync(Url, Interlocked.Increment(ref _students));
}
