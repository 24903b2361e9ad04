using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Tests;

/// <summary>Keeps what was logged.</summary>
internal class ListLogger : ILogger
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<int> EventIds => [.. _lines.Select(line => line.Id)];

    public IReadOnlyList<(int Id, LogLevel Level, string Text)> Lines => [.. _lines];

    public async Task WaitForAsync(int eventId)
    {
        for (var remaining = 200; remaining > 0 && !EventIds.Contains(eventId); remaining--)
            await Task.Delay(25);
        Assert.Contains(eventId, EventIds);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
}

internal sealed class ListLogger<T> : ListLogger, ILogger<T>;
