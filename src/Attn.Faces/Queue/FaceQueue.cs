using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Attn.Faces.Contracts;
using Attn.Faces.Native;
using Microsoft.Extensions.Logging;

namespace Attn.Faces.Queue;

/// <summary>
/// Compares faces on threads of its own. A comparison takes 70 ms of computation, which on the thread pool would delay
/// requests. Delivering a verdict does not occupy a worker.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue, though not a collection.")]
public sealed partial class FaceQueue : IAsyncDisposable
{
    private readonly BlockingCollection<Waiting> _waiting = [];
    private readonly ConcurrentDictionary<Guid, Task> _deliveries = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CheckLedger _ledger;
    private readonly FaceQueueOptions _options;
    private readonly CompareFaces _compare;
    private readonly DeliverVerdict _deliver;
    private readonly TimeProvider _time;
    private readonly ILogger<FaceQueue> _logger;
    private readonly Thread[] _workers;

    /// <param name="options">Limits and the number of workers.</param>
    /// <param name="compare">Called on the worker threads.</param>
    /// <param name="deliver">Delivers a verdict.</param>
    /// <param name="time">Timestamps and measures verdicts.</param>
    /// <param name="logger">Logs failures by verification id.</param>
    public FaceQueue(
        FaceQueueOptions options,
        CompareFaces compare,
        DeliverVerdict deliver,
        TimeProvider time,
        ILogger<FaceQueue> logger
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _compare, _deliver, _time, _logger) = (options, compare, deliver, time, logger);
        _ledger = new(options);
        _workers = [.. Enumerable.Range(1, options.Workers).Select(StartWorker)];
    }

    /// <summary>Compares two pictures; in production <see cref="FaceEngine.Compare"/>.</summary>
    public delegate Verdict CompareFaces(ReadOnlyMemory<byte> selfie, ReadOnlyMemory<byte> profilePhoto);

    /// <summary>
    /// Delivers one verdict and retries as needed. Returns false if it gave up: the comparison may then be sent again.
    /// </summary>
    public delegate Task<bool> DeliverVerdict(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    );

    /// <summary>Checks that no worker has started.</summary>
    public int WaitingCount => _ledger.Waiting;

    /// <summary>Never blocks.</summary>
    public EnqueueResult TryEnqueue(FaceComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var result = _ledger.Enter(comparison);
        if (result == EnqueueResult.Queued)
            _waiting.Add(new(comparison, _time.GetTimestamp()));
        return result;
    }

    /// <summary>Stops after the comparisons in progress. Senders retry the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _stopping.CancelAsync();
        foreach (var worker in _workers)
            worker.Join();
        await Task.WhenAll(_deliveries.Values);
        _waiting.Dispose();
        _stopping.Dispose();
    }

    private Thread StartWorker(int number)
    {
        var worker = new Thread(Work) { IsBackground = true, Name = $"faces {number}" };
        worker.Start();
        return worker;
    }

    private void Work()
    {
        if (_options.LowerPriority)
            WorkerPriority.Lower();
        foreach (var waiting in _waiting.GetConsumingEnumerable())
        {
            if (_stopping.IsCancellationRequested)
                return;
            Handle(waiting);
        }
    }

    private void Handle(Waiting waiting)
    {
        var id = waiting.Comparison.VerificationId;
        _ledger.Start(waiting.Comparison);
        try
        {
            var startedAt = _time.GetTimestamp();
            var verdict = _compare(waiting.Comparison.Picture, waiting.Comparison.IntendedPicture);
            var result = ToResult(
                id,
                verdict,
                _time.GetElapsedTime(waiting.Since, startedAt),
                _time.GetElapsedTime(waiting.Since)
            );
            // Releases the pictures, which may be large: delivering the verdict can take minutes.
            var comparison = waiting.Comparison with
            {
                Picture = default,
                IntendedPicture = default,
            };
            var delivery = Task.Run(() => DeliverAsync(comparison, result));
            _deliveries[id] = delivery;
            _ = ForgetAsync(id, delivery);
        }
        catch (Exception exception)
        {
            ComparisonFailed(exception, id);
            _ledger.Finish(id, delivered: false);
        }
    }

    private async Task DeliverAsync(FaceComparison comparison, VerificationResult result)
    {
        var delivered = false;
        try
        {
            delivered = await _deliver(comparison, result, _stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            DeliveryFailed(exception, comparison.VerificationId);
        }
        finally
        {
            _ledger.Finish(comparison.VerificationId, delivered);
        }
    }

    private async Task ForgetAsync(Guid id, Task delivery)
    {
        await delivery;
        // With its value: the id may have been sent again meanwhile.
        _deliveries.TryRemove(new(id, delivery));
    }

    private VerificationResult ToResult(Guid id, Verdict verdict, TimeSpan queued, TimeSpan total) =>
        new()
        {
            OverallResult = new() { VerificationPassed = verdict.Passed, Reason = verdict.Reason.Text() },
            VerificationId = id,
            SentAt = _time.GetUtcNow(),
            Similarity = verdict.Similarity,
            ProfilePhotoCopy = verdict.IsProfilePhotoCopy,
            Threshold = FaceEngine.Threshold,
            Timings = new()
            {
                QueuedMs = Math.Round(queued.TotalMilliseconds, 1),
                PictureMs = Math.Round(verdict.SelfieTime.TotalMilliseconds, 1),
                IntendedPictureMs = Math.Round(verdict.ProfilePhotoTime.TotalMilliseconds, 1),
                TotalMs = Math.Round(total.TotalMilliseconds, 1),
            },
            Quality = new() { Picture = verdict.Selfie, IntendedPicture = verdict.ProfilePhoto },
        };

    [LoggerMessage(EventIds.ComparisonFailed, LogLevel.Error, "Face comparison {VerificationId} could not be made.")]
    private partial void ComparisonFailed(Exception exception, Guid verificationId);

    [LoggerMessage(
        EventIds.DeliveryFailed,
        LogLevel.Error,
        "The verdict of face comparison {VerificationId} could not be delivered."
    )]
    private partial void DeliveryFailed(Exception exception, Guid verificationId);

    private sealed record Waiting(FaceComparison Comparison, long Since);
}
