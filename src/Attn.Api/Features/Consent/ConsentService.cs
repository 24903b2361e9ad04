using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Consent;

/// <summary>Keeps who agreed to face checks. A withdrawal deletes all stored pictures of the student.</summary>
internal sealed partial class ConsentService(
    Consents consents,
    ILoginStore logins,
    IFaceCheckOutbox outbox,
    VerdictService verdicts,
    IOptions<ConsentOptions> options,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<ConsentService> logger
) : IDisposable
{
    private const int MaxRecent = 50_000;

    /// <summary>
    /// As long as a student's longest LoginSession: a remembered consent is of use only while its photo exists.
    /// </summary>
    private static readonly TimeSpan RecentPeriod = TimeSpan.FromHours(2);

    // Used only while the archive is unavailable, for students whose consent was seen recently.
    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = MaxRecent });

    public bool IsRequired => options.Value.IsRequired(environment);

    public Task<FaceConsent?> FindAsync(string studentNumber, CancellationToken cancellationToken) =>
        consents.FindAsync(studentNumber, cancellationToken);

    /// <summary>Whether a picture of this student's face may be taken.</summary>
    /// <exception cref="StoreUnavailableException">
    /// The archive is unavailable, consent is required, and this student's was not seen recently.
    /// </exception>
    public async Task<bool> AllowsFaceCheckAsync(string studentNumber, CancellationToken cancellationToken)
    {
        try
        {
            var consent = await consents.FindAsync(studentNumber, cancellationToken);
            Remember(studentNumber, consent);
            return IsRequired ? consent?.Covers(ConsentText.Version) == true : consent?.IsWithdrawn != true;
        }
        catch (StoreUnavailableException) when (!IsRequired || _recent.TryGetValue(studentNumber, out _))
        {
            ArchiveUnavailable(logger);
            return true;
        }
    }

    /// <summary>
    /// Whether the student wants no picture kept; <c>false</c> while the archive is unavailable. A face check asks
    /// again.
    /// </summary>
    public async Task<bool> HasWithdrawnAsync(string studentNumber, CancellationToken cancellationToken)
    {
        try
        {
            var consent = await consents.FindAsync(studentNumber, cancellationToken);
            Remember(studentNumber, consent);
            return consent?.IsWithdrawn == true;
        }
        catch (StoreUnavailableException)
        {
            ArchiveUnavailable(logger);
            return false;
        }
    }

    public async Task<FaceConsent> GiveAsync(string studentNumber, CancellationToken cancellationToken)
    {
        var consent = await consents.GiveAsync(
            studentNumber,
            ConsentText.Version,
            time.GetUtcNowMilliseconds(),
            cancellationToken
        );
        Remember(studentNumber, consent);
        return consent;
    }

    /// <summary>
    /// Writes the withdrawal first and deletes the pictures then: a sign-in or check-in at the same moment reads the
    /// consent again after it has written a picture. A repeated withdrawal deletes again.
    /// </summary>
    public async Task<FaceConsent> WithdrawAsync(string studentNumber, CancellationToken cancellationToken)
    {
        var consent = await consents.WithdrawAsync(
            studentNumber,
            ConsentText.Version,
            time.GetUtcNowMilliseconds(),
            cancellationToken
        );
        _recent.Remove(studentNumber);
        // From here on not cancelled, even if the client disconnects.
        await logins.RemovePhotosOfAsync(studentNumber, CancellationToken.None);
        await EndFaceChecksAsync(studentNumber);
        return consent;
    }

    /// <summary>
    /// Ends every check of a student that waits for a verdict. Not cancelled, even if the client disconnects.
    /// </summary>
    public async Task EndFaceChecksAsync(string studentNumber)
    {
        foreach (var check in await outbox.FindOfStudentAsync(studentNumber, CancellationToken.None))
            await verdicts.WithdrawAsync(check, CancellationToken.None);
    }

    public void Dispose() => _recent.Dispose();

    private void Remember(string studentNumber, FaceConsent? consent)
    {
        if (consent?.Covers(ConsentText.Version) == true)
            _recent.Set(
                studentNumber,
                true,
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RecentPeriod }
            );
        else
            _recent.Remove(studentNumber);
    }

    [LoggerMessage(
        EventIds.ConsentNotLookedUp,
        LogLevel.Warning,
        "The archive is unavailable: a student's consent to face checks could not be looked up."
    )]
    private static partial void ArchiveUnavailable(ILogger logger);
}
