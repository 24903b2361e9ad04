namespace Attn.Api.Tests.Courses;

/// <summary>A <see cref="ClockedProgram"/> in the term that begins on 1 September 2026.</summary>
public sealed class AutumnProgram : IAsyncLifetime
{
    private ClockedProgram? _program;

    public ClockedProgram Program => _program!;

    public async ValueTask InitializeAsync() =>
        _program = await ClockedProgram.StartAtAsync(new(2026, 10, 5, 6, 5, 0, TimeSpan.Zero));

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
    }
}
