using Attn.Api.Features.Consent;
using Attn.Api.Features.FaceChecks;
using Attn.Domain;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.CheckIn;

/// <summary>Checks in with a selfie: starts the comparison of faces, or records why there is none.</summary>
internal sealed class SelfieCheckIn(
    SelfieTurns turns,
    CheckInWriter writer,
    ConsentService consents,
    PictureNormalizer pictures,
    ILoginStore logins,
    SelfieHistory history,
    IFaceCheckOutbox outbox,
    FaceCheckSender sender,
    IOptions<FaceCheckOptions> faceChecks,
    TimeProvider time
)
{
    public async Task<AttendOutcome> AttendAsync(
        Guid id,
        CheckInCaller caller,
        Func<Task<SelfieUpload>> readSelfie,
        CancellationToken cancellationToken
    )
    {
        if (caller.WantsNoFaceCheck || !await consents.AllowsFaceCheckAsync(caller.Number, cancellationToken))
            return await writer.FailAsync(id, caller, FailReasons.NeedsTeacher, cancellationToken);
        using var turn = await turns.TakeAsync(caller.Number, cancellationToken);
        if (turn is null)
            return AttendRefusal.TooManyUploads;
        // Within the turn: what another try has just started is seen before anything is read or decoded.
        if (await writer.FindBlockerAsync(id, caller, cancellationToken) is { } blocker)
            return blocker;

        using var upload = await readSelfie();
        if (upload.Refusal is { } refusal)
            return refusal;
        if (upload.Picture is not { } picture)
            return await writer.FailAsync(id, caller, FailReasons.ImageMissing, cancellationToken);
        var fitted = await pictures.FitSelfieAsync(picture, cancellationToken);
        return fitted.IsRefused
            ? Of(fitted.Refusal.Value)
            : await CompareAsync(id, caller, fitted.Value, cancellationToken);
    }

    private static AttendRefusal Of(PictureFault fault) =>
        fault switch
        {
            PictureFault.Unreadable => AttendRefusal.SelfieUnreadable,
            PictureFault.TooLarge => AttendRefusal.PictureTooLarge,
        };

    private async Task<AttendOutcome> CompareAsync(
        Guid id,
        CheckInCaller caller,
        byte[] selfie,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        if (
            await logins.FindPhotoAsync(caller.User.LoginId, caller.User.Number, now, cancellationToken)
            is not { } profilePhoto
        )
            return await writer.FailAsync(id, caller, FailReasons.ReferenceMissing, cancellationToken);

        if (await history.ClaimAsync(id, caller.Number, selfie, cancellationToken) is not { } mark)
            return await writer.FailAsync(id, caller, FailReasons.SelfieUsedBefore, cancellationToken);

        var check = new SelfieCheck(
            Guid.CreateVersion7(now),
            selfie.Length + profilePhoto.Length,
            faceChecks.Value.Grace,
            mark
        );
        await outbox.SavePicturesAsync(check.VerificationId, new(selfie, profilePhoto), cancellationToken);
        var outcome = await writer.RecordAsync(id, caller, CheckInEvidence.Of(check), cancellationToken);
        if (outcome.IsRefused)
            await outbox.RemoveAsync(check.VerificationId, CancellationToken.None);
        // Checked again after the write: a withdrawal in between found no face check to end.
        else if (await consents.HasWithdrawnAsync(caller.Number, CancellationToken.None))
            await consents.EndFaceChecksAsync(caller.Number);
        else
            sender.Wake();
        return outcome;
    }
}
