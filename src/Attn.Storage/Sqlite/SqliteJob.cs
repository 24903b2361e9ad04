using Microsoft.Data.Sqlite;

namespace Attn.Storage.Sqlite;

/// <summary>One caller's work, waiting for a thread of the database.</summary>
internal abstract class SqliteJob
{
    /// <summary>Runs the work and keeps what it returns. An exception is the work's own.</summary>
    public abstract void Run(PreparingConnection connection, SqliteTransaction? transaction);

    /// <summary>Hands the caller what the work returned; for a write, only after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    /// <summary>Tells a caller who has given up so; <c>false</c> if the work is still wanted.</summary>
    public abstract bool TryCancel();
}

/// <param name="afterCommit">Called on the writer's thread, in the order of the writes; it must be quick and never fail.</param>
internal sealed class SqliteJob<T>(
    Func<PreparingConnection, SqliteTransaction?, T> work,
    Action<T>? afterCommit,
    CancellationToken cancellationToken
) : SqliteJob
{
    // Callers go on elsewhere: their continuations must not run on the writer's thread.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Task => _completion.Task;

    public override void Run(PreparingConnection connection, SqliteTransaction? transaction) =>
        _result = work(connection, transaction);

    public override void Complete()
    {
        afterCommit?.Invoke(_result);
        _completion.TrySetResult(_result);
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    public override bool TryCancel() =>
        cancellationToken.IsCancellationRequested && _completion.TrySetCanceled(cancellationToken);
}
