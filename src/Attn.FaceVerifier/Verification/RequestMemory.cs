using Attn.Faces.Pictures;

namespace Attn.FaceVerifier.Verification;

/// <summary>What all requests that are being read at the same time may take in memory.</summary>
internal sealed class RequestMemory(TimeProvider time)
{
    private const long Bytes = 64L * 1024 * 1024;

    /// <summary>A form is held as it grows, twice over, and once more as the pictures in it.</summary>
    private const int Copies = 3;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly MemoryBudget _budget = new(Bytes);

    /// <param name="length">Of the body; <c>null</c> if it does not say, which counts as the largest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><c>null</c>: there was no room for a while.</returns>
    public Task<IDisposable?> TryReserveAsync(long? length, CancellationToken cancellationToken) =>
        _budget.TryReserveAsync(Copies * (length ?? VerificationForm.MaxBytes), MaxWait, time, cancellationToken);
}
