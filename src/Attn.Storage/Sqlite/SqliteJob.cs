using Microsoft.Data.Sqlite;

namespace Attn.Storage.Sqlite;

/// <summary>One caller's work, waiting for a thread of the database.</summary>
internal abstract class SqliteJob
{
    /// <summary>Runs the work and keeps its result. An exception is the work's own.</summary>
    public abstract void Run(PreparingConnection connection, SqliteTransaction? transaction);

    /// <summary>Gives the caller the result; for a write, only after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    /// <returns>Whether the caller has cancelled; its task is cancelled then.</returns>
    public abstract bool TryCancel();
}

/// <param name="afterCommit">
/// Called on the writer's thread, in the order of the writes. It must be quick and never fail.
/// </param>
internal sealed class SqliteJob<T>(
    Func<PreparingConnection, SqliteTransaction?, T> work,
    Action<T>? afterCommit,
    CancellationToken cancellationToken
) : SqliteJob
{
    // The callers' continuations must not run on the database's thread.
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
