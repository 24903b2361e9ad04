using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Archive;
using Attn.Storage.Live;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Consent;

/// <summary>Who agreed to face checks. A withdrawal deletes the student's pictures wherever they wait.</summary>
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
    private const int MaxRemembered = 50_000;

    /// <summary>As long as a student's longest LoginSession: its photo is the only one that a remembered consent can be used with.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    // Used only while the archive is away: class goes on for those whose consent was seen lately.
    private readonly MemoryCache _given = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    public bool IsRequired => options.Value.IsRequired(environment);

    public Task<FaceConsent?> FindAsync(string studentNumber, CancellationToken cancellationToken) =>
        consents.FindAsync(studentNumber, cancellationToken);

    /// <summary>Whether a picture of this student's face may be taken.</summary>
    /// <exception cref="StoreUnavailableException">The archive is away, a consent is required, and this one was not seen lately.</exception>
    public async Task<bool> AllowsFaceCheckAsync(string studentNumber, CancellationToken cancellationToken)
    {
        try
        {
            var consent = await consents.FindAsync(studentNumber, cancellationToken);
            Remember(studentNumber, consent);
            return IsRequired ? consent?.Covers(ConsentText.Version) == true : consent?.IsWithdrawn != true;
        }
        catch (StoreUnavailableException) when (!IsRequired || _given.TryGetValue(studentNumber, out _))
        {
            ArchiveUnavailable(logger);
            return true;
        }
    }

    /// <summary>Whether the student does not want any picture kept. While the archive is away nobody knows; a face check asks again.</summary>
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
    /// First the withdrawal is written, then what is there is deleted: whoever signs in or attends at the same moment looks at the consent
    /// once more after having written a picture. Asked for again, it deletes again.
    /// </summary>
    public async Task<FaceConsent> WithdrawAsync(string studentNumber, CancellationToken cancellationToken)
    {
        var consent = await consents.WithdrawAsync(
            studentNumber,
            ConsentText.Version,
            time.GetUtcNowMilliseconds(),
            cancellationToken
        );
        _given.Remove(studentNumber);
        // From here on to the end, also if the client goes away.
        await logins.RemovePhotosOfAsync(studentNumber, CancellationToken.None);
        await EndFaceChecksAsync(studentNumber);
        return consent;
    }

    /// <summary>Ends every check of a student that waits for a verdict; to the end, also if the client goes away.</summary>
    public async Task EndFaceChecksAsync(string studentNumber)
    {
        foreach (var check in await outbox.FindOfStudentAsync(studentNumber, CancellationToken.None))
            await verdicts.WithdrawAsync(check, CancellationToken.None);
    }

    public void Dispose() => _given.Dispose();

    private void Remember(string studentNumber, FaceConsent? consent)
    {
        if (consent?.Covers(ConsentText.Version) == true)
            _given.Set(
                studentNumber,
                true,
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered }
            );
        else
            _given.Remove(studentNumber);
    }

    [LoggerMessage(
        1601,
        LogLevel.Warning,
        "The archive is away: a student's consent to face checks could not be looked up."
    )]
    private static partial void ArchiveUnavailable(ILogger logger);
}
