using System.Net;
using System.Security.Claims;
using Attn.Api.Features.Consent;
using Attn.Api.Features.FaceChecks;
using Attn.Api.Features.Joining;
using Attn.Api.Platform.Observability;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.CheckIn;

/// <summary>Who tries, and from where.</summary>
/// <param name="WantsNoFaceCheck">Where a face is asked for, the teacher is to look instead.</param>
/// <param name="JoinTicket">As it was sent; looked at only where the session asks for the code on the screen.</param>
internal sealed record CheckInCaller(
    string Number,
    string FullName,
    Guid LoginId,
    IPAddress? Address,
    bool WantsNoFaceCheck,
    string? JoinTicket
)
{
    public static CheckInCaller Of(
        ClaimsPrincipal user,
        HttpContext context,
        bool wantsNoFaceCheck,
        string? joinTicket
    ) =>
        new(
            user.Number(),
            user.FullName(),
            user.LoginId(),
            context.Connection.RemoteIpAddress,
            wantsNoFaceCheck,
            joinTicket
        );
}

/// <summary>How a request to attend ended. Closed.</summary>
internal abstract record AttendOutcome
{
    private AttendOutcome() { }

    /// <summary>The rules had their say.</summary>
    public sealed record Tried(CheckInOutcome Outcome) : AttendOutcome;

    public sealed record NoSuchSession : AttendOutcome;

    /// <summary>The session asks for the code on the screen, and this student does not hold a good ticket.</summary>
    public sealed record TicketRefused(TicketOutcome Outcome) : AttendOutcome;

    public sealed record BadSelfie(string Problem) : AttendOutcome;

    public sealed record SelfieTooLarge : AttendOutcome;
}

/// <summary>Gathers what a session asks for, then lets the store decide and write in one step.</summary>
internal sealed class CheckInService(
    ILiveStore live,
    IFaceCheckOutbox outbox,
    ILoginStore logins,
    ClassSessionStore book,
    FaceCheckSender sender,
    VerdictService verdicts,
    ConsentService consents,
    JoinTicketService tickets,
    PictureNormalizer pictures,
    ClassroomNetwork classroom,
    IOptions<FaceCheckOptions> faceChecks,
    AttnMetrics metrics,
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
        var outcome = await DecideAsync(id, caller, readSelfie, cancellationToken);
        metrics.CheckedIn(CheckInTags.Of(outcome));
        return outcome;
    }

    private async Task<AttendOutcome> DecideAsync(
        Guid id,
        CheckInCaller caller,
        Func<Task<SelfieUpload>> readSelfie,
        CancellationToken cancellationToken
    )
    {
        if (await live.FindSessionFactsAsync(id, cancellationToken) is not { } session)
            return await ResolveMissingSessionAsync(id, cancellationToken);
        if (
            session.RequireCode
            && await tickets.AdmitAsync(id, caller.JoinTicket, caller.Number, cancellationToken)
                is { } admission
                    and not TicketOutcome.Good
        )
            return await ExplainTicketRefusalAsync(id, admission, cancellationToken);
        if (session.SecurityOption.AsksForNetwork() && !IsInTheRoom(session, caller))
            return await RecordAsync(id, caller, new CheckInEvidence.Failed(FailReasons.WifiFailed), cancellationToken);
        return session.SecurityOption.AsksForFace()
            ? await AttendByFaceAsync(id, caller, readSelfie, cancellationToken)
            : await RecordAsync(id, caller, new CheckInEvidence.Enough(), cancellationToken);
    }

    private async Task<AttendOutcome> AttendByFaceAsync(
        Guid id,
        CheckInCaller caller,
        Func<Task<SelfieUpload>> readSelfie,
        CancellationToken cancellationToken
    )
    {
        if (caller.WantsNoFaceCheck || !await consents.AllowsFaceCheckAsync(caller.Number, cancellationToken))
            return await RecordAsync(
                id,
                caller,
                new CheckInEvidence.Failed(FailReasons.NeedsTeacher),
                cancellationToken
            );
        // Read before write, but only to spare the pictures: RecordAsync asks the same rule again, atomically.
        if (await FindBlockerAsync(id, caller, cancellationToken) is { } blocked)
            return new AttendOutcome.Tried(blocked);
        return await readSelfie() switch
        {
            SelfieUpload.Picture selfie => await CompareAsync(id, caller, selfie.Bytes, cancellationToken),
            SelfieUpload.Missing => await RecordAsync(
                id,
                caller,
                new CheckInEvidence.Failed(FailReasons.ImageMissing),
                cancellationToken
            ),
            SelfieUpload.NotAPicture bad => new AttendOutcome.BadSelfie(bad.Problem),
            SelfieUpload.TooLarge => new AttendOutcome.SelfieTooLarge(),
            var other => throw new InvalidOperationException($"Unknown upload {other.GetType().Name}."),
        };
    }

    private async Task<AttendOutcome> CompareAsync(
        Guid id,
        CheckInCaller caller,
        byte[] upload,
        CancellationToken cancellationToken
    )
    {
        if (await pictures.FitSelfieAsync(upload, cancellationToken) is not { } selfie)
            return new AttendOutcome.BadSelfie("The picture cannot be read, or has more than 40 megapixels.");
        if (
            await logins.FindPhotoAsync(caller.LoginId, time.GetUtcNowMilliseconds(), cancellationToken)
            is not { } profilePhoto
        )
            return await RecordAsync(
                id,
                caller,
                new CheckInEvidence.Failed(FailReasons.ReferenceMissing),
                cancellationToken
            );

        var evidence = new CheckInEvidence.Selfie(
            Guid.CreateVersion7(time.GetUtcNowMilliseconds()),
            selfie.Length + profilePhoto.Length,
            faceChecks.Value.Grace
        );
        await outbox.SavePicturesAsync(evidence.VerificationId, new(selfie, profilePhoto), cancellationToken);
        var outcome = await RecordAsync(id, caller, evidence, cancellationToken);
        if (outcome is not AttendOutcome.Tried { Outcome: CheckInOutcome.Recorded })
            await outbox.RemoveAsync(evidence.VerificationId, CancellationToken.None);
        // Asked once more: a withdrawal of this very moment found no check to end.
        else if (await consents.HasWithdrawnAsync(caller.Number, CancellationToken.None))
            await WithdrawAsync(caller.Number);
        else
            sender.Wake();
        return outcome;
    }

    private async Task WithdrawAsync(string studentNumber)
    {
        foreach (var check in await outbox.FindOfStudentAsync(studentNumber, CancellationToken.None))
            await verdicts.WithdrawAsync(check, CancellationToken.None);
    }

    private async Task<AttendOutcome> RecordAsync(
        Guid id,
        CheckInCaller caller,
        CheckInEvidence evidence,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNowMilliseconds();
        var attempt = new CheckInAttempt(id, caller.Number, caller.FullName, evidence);
        var outcome = await live.ChangeRecordAsync(
            id,
            caller.Number,
            (session, record) => CheckInRules.CheckIn(session, record, attempt, now),
            cancellationToken
        );
        return outcome is null
            ? await ResolveMissingSessionAsync(id, cancellationToken)
            : new AttendOutcome.Tried(outcome);
    }

    private async Task<CheckInOutcome?> FindBlockerAsync(
        Guid id,
        CheckInCaller caller,
        CancellationToken cancellationToken
    )
    {
        if (await live.FindRecordAsync(id, caller.Number, cancellationToken) is not { } found)
            return null;
        var anySelfie = new CheckInEvidence.Selfie(Guid.Empty, 0, TimeSpan.Zero);
        return CheckInRules.FindBlocker(found.Session, found.Record, anySelfie, time.GetUtcNowMilliseconds());
    }

    private bool IsInTheRoom(ClassSession session, CheckInCaller caller) =>
        caller.Address is { } address && classroom.Admits(address, session.TeacherAddress);

    /// <summary>What was remembered of the session may be old: that it has ended says more than that the ticket is.</summary>
    private async Task<AttendOutcome> ExplainTicketRefusalAsync(
        Guid id,
        TicketOutcome admission,
        CancellationToken cancellationToken
    )
    {
        if (await live.FindSessionAsync(id, cancellationToken) is not { } session)
            return await ResolveMissingSessionAsync(id, cancellationToken);
        return session.HasEnded(time.GetUtcNowMilliseconds())
            ? new AttendOutcome.Tried(new CheckInOutcome.Ended())
            : new AttendOutcome.TicketRefused(admission);
    }

    /// <summary>A session that is not live any more has ended; one that the archive does not know either never was.</summary>
    private async Task<AttendOutcome> ResolveMissingSessionAsync(Guid id, CancellationToken cancellationToken) =>
        await book.FindSessionAsync(id, cancellationToken) is null
            ? new AttendOutcome.NoSuchSession()
            : new AttendOutcome.Tried(new CheckInOutcome.Ended());
}
