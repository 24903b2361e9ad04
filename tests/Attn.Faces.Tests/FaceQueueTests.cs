using System.Collections.Concurrent;
using Attn.Faces.Contracts;
using Attn.Faces.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Attn.Faces.Tests;

/// <summary>The queue with a comparison that the test can block and a delivery that it can fail.</summary>
public sealed class FaceQueueTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<VerificationResult> _delivered = new();
    private readonly SemaphoreSlim _deliveredOne = new(0);
    private readonly ManualResetEventSlim _compareGate = new(initialState: true);
    private readonly SemaphoreSlim _comparing = new(0);
    private readonly FakeTimeProvider _time = new();
    private Func<Verdict> _verdict = () => new(VerdictReason.Match) { Similarity = 0.95 };
    private bool _deliveryWorks = true;
    private FaceQueue? _queue;

    [Fact]
    public async Task A_check_is_compared_and_its_verdict_delivered()
    {
        var id = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        var result = await NextDeliveryAsync();
        Assert.Equal(id, result.VerificationId);
        Assert.True(result.OverallResult.VerificationPassed);
        Assert.Equal(0.95, result.Similarity);
        Assert.Equal(FaceEngine.Threshold, result.Threshold);
    }

    [Fact]
    public async Task An_id_that_is_waiting_or_in_progress_is_not_queued_twice()
    {
        _compareGate.Reset();
        var inProgress = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await _comparing.WaitAsync();
        var waiting = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        Enqueue(inProgress, EnqueueResult.AlreadyQueued);
        Enqueue(waiting, EnqueueResult.AlreadyQueued);
        _compareGate.Set();
        await NextDeliveryAsync();
        await NextDeliveryAsync();
        // Deliveries run side by side, in any order.
        Guid[] expected = [inProgress, waiting];
        Assert.Equal(expected.Order(), _delivered.Select(result => result.VerificationId!.Value).Order());
    }

    [Fact]
    public async Task A_delivered_id_is_not_queued_again()
    {
        var id = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await NextDeliveryAsync();
        await UntilAsync(() => Queue.TryEnqueue(Check(id)) == EnqueueResult.AlreadyDelivered);
        Assert.Single(_delivered);
    }

    [Fact]
    public async Task A_check_whose_verdict_was_not_delivered_can_be_queued_again()
    {
        _deliveryWorks = false;
        var id = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await NextDeliveryAsync();
        _deliveryWorks = true;
        await UntilAsync(() => Queue.TryEnqueue(Check(id)) == EnqueueResult.Queued);
        await NextDeliveryAsync();
        Assert.Equal(2, _delivered.Count);
    }

    [Fact]
    public async Task A_full_queue_refuses_checks_until_it_has_room()
    {
        _compareGate.Reset();
        Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await _comparing.WaitAsync();
        Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        Enqueue(Guid.NewGuid(), EnqueueResult.Full);
        _compareGate.Set();
        for (var i = 0; i < 3; i++)
            await NextDeliveryAsync();
        Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
    }

    [Fact]
    public async Task The_total_size_of_waiting_pictures_is_limited()
    {
        _compareGate.Reset();
        Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await _comparing.WaitAsync();
        Assert.Equal(EnqueueResult.Queued, Queue.TryEnqueue(new(Guid.NewGuid(), new byte[900], default)));
        Assert.Equal(EnqueueResult.Full, Queue.TryEnqueue(new(Guid.NewGuid(), new byte[200], default)));
        _compareGate.Set();
    }

    [Fact]
    public async Task A_failed_comparison_does_not_stop_the_worker_and_can_be_queued_again()
    {
        var verdict = _verdict;
        _verdict = () => throw new InvalidOperationException("a bug");
        var id = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await _comparing.WaitAsync();
        _verdict = verdict;
        await UntilAsync(() => Queue.TryEnqueue(Check(id)) == EnqueueResult.Queued);
        Assert.Equal(id, (await NextDeliveryAsync()).VerificationId);
    }

    [Fact]
    public async Task Old_deliveries_are_forgotten()
    {
        var first = Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
        await NextDeliveryAsync();
        for (var i = 0; i < 4; i++)
        {
            Enqueue(Guid.NewGuid(), EnqueueResult.Queued);
            await NextDeliveryAsync();
        }
        await UntilAsync(() => Queue.TryEnqueue(Check(first)) == EnqueueResult.Queued);
    }

    public async ValueTask DisposeAsync()
    {
        _compareGate.Set();
        if (_queue is not null)
            await _queue.DisposeAsync();
        _deliveredOne.Dispose();
        _compareGate.Dispose();
        _comparing.Dispose();
    }

    private FaceQueue Queue =>
        _queue ??= new(
            new()
            {
                Workers = 1,
                MaxWaiting = 2,
                MaxWaitingBytes = 1000,
                MaxRemembered = 3,
            },
            Compare,
            DeliverAsync,
            _time,
            NullLogger<FaceQueue>.Instance
        );

    private Verdict Compare(ReadOnlyMemory<byte> selfie, ReadOnlyMemory<byte> profilePhoto)
    {
        var verdict = _verdict;
        _comparing.Release();
        _compareGate.Wait();
        return verdict();
    }

    private Task<bool> DeliverAsync(
        FaceComparison comparison,
        VerificationResult result,
        CancellationToken cancellationToken
    )
    {
        Assert.True(comparison.Picture.IsEmpty);
        _delivered.Enqueue(result);
        _deliveredOne.Release();
        return Task.FromResult(_deliveryWorks);
    }

    private static FaceComparison Check(Guid id) => new(id, new byte[] { 1 }, new byte[] { 2 });

    private Guid Enqueue(Guid id, EnqueueResult expected)
    {
        Assert.Equal(expected, Queue.TryEnqueue(Check(id)));
        return id;
    }

    private async Task<VerificationResult> NextDeliveryAsync()
    {
        Assert.True(await _deliveredOne.WaitAsync(TimeSpan.FromSeconds(30)));
        return _delivered.Last();
    }

    // The queue updates its state just after the delivery returns.
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
