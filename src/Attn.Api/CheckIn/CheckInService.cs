using System.Net;
using System.Security.Claims;
using Attn.Api.FaceChecks;
using Attn.Api.SignIn;
using Attn.Domain;
using Attn.Storage;
using Attn.Storage.Live;
using Microsoft.Extensions.Options;

namespace Attn.Api.CheckIn;

/// <summary>Who tries, and from where.</summary>
internal sealed record CheckInCaller(string Number, string FullName, Guid LoginId, IPAddress? Address)
{
    public static CheckInCaller Of(ClaimsPrincipal user, HttpContext context) =>
        new(user.Number(), user.FullName(), user.LoginId(), context.Connection.RemoteIpAddress);
}

/// <summary>How a request to attend ended. Closed.</summary>
internal abstract record AttendOutcome
{
    private AttendOutcome()
    {
    }

    /// <summary>The rules had their say.</summary>
    public sealed record Tried(CheckInOutcome Outcome) : AttendOutcome;

    public sealed record NoSuchSession : AttendOutcome;

    public sealed record BadSelfie(string Problem) : AttendOutcome;

    public sealed record SelfieTooLarge : AttendOutcome;
}

/// <summary>Gathers what a session asks for, then lets the store decide and write in one step.</summary>
internal sealed class CheckInService(
    ILiveStore live,
    IFaceCheckOutbox outbox,
    ILoginStore logins,
    AttendanceBook book,
    FaceCheckSender sender,
    ClassroomNetwork classroom,
    IOptions<FaceCheckOptions> faceChecks,
    TimeProvider time)
{
    public async Task<AttendOutcome> AttendAsync(
        Guid id, CheckInCaller caller, Func<Task<SelfieUpload>> readSelfie, CancellationToken cancellationToken)
    {
        if (await live.FindSessionFactsAsync(id, cancellationToken) is not { } session)
            return await WhereDidItGoAsync(id, cancellationToken);
        if (session.SecurityOption.AsksForNetwork() && !IsInTheRoom(session, caller))
            return await RecordAsync(id, caller, new CheckInEvidence.Failed(FailReasons.WifiFailed), cancellationToken);
        return session.SecurityOption.AsksForFace()
            ? await AttendByFaceAsync(id, caller, readSelfie, cancellationToken)
            : await RecordAsync(id, caller, new CheckInEvidence.Enough(), cancellationToken);
    }

    private async Task<AttendOutcome> AttendByFaceAsync(
        Guid id, CheckInCaller caller, Func<Task<SelfieUpload>> readSelfie, CancellationToken cancellationToken)
    {
        // Read before write, but only to spare the pictures: RecordAsync asks the same rule again, atomically.
        if (await WhatBlocksAsync(id, caller, cancellationToken) is { } blocked)
            return new AttendOutcome.Tried(blocked);
        return await readSelfie() switch
        {
            SelfieUpload.Picture selfie => await CompareAsync(id, caller, selfie.Bytes, cancellationToken),
            SelfieUpload.Missing => await RecordAsync(id, caller, new CheckInEvidence.Failed(FailReasons.ImageMissing), cancellationToken),
            SelfieUpload.NotAPicture bad => new AttendOutcome.BadSelfie(bad.Problem),
            SelfieUpload.TooLarge => new AttendOutcome.SelfieTooLarge(),
            var other => throw new InvalidOperationException($"Unknown upload {other.GetType().Name}."),
        };
    }

    private async Task<AttendOutcome> CompareAsync(Guid id, CheckInCaller caller, byte[] selfie, CancellationToken cancellationToken)
    {
        if (await logins.FindPhotoAsync(caller.LoginId, time.GetNow(), cancellationToken) is not { } profilePhoto)
            return await RecordAsync(id, caller, new CheckInEvidence.Failed(FailReasons.ReferenceMissing), cancellationToken);

        var evidence = new CheckInEvidence.Selfie(Guid.CreateVersion7(time.GetNow()), selfie.Length + profilePhoto.Length, faceChecks.Value.Grace);
        await outbox.SavePicturesAsync(evidence.VerificationId, new(selfie, profilePhoto), cancellationToken);
        var outcome = await RecordAsync(id, caller, evidence, cancellationToken);
        if (outcome is AttendOutcome.Tried { Outcome: CheckInOutcome.Recorded })
            sender.Wake();
        else
            await outbox.RemoveAsync(evidence.VerificationId, CancellationToken.None);
        return outcome;
    }

    private async Task<AttendOutcome> RecordAsync(Guid id, CheckInCaller caller, CheckInEvidence evidence, CancellationToken cancellationToken)
    {
        var now = time.GetNow();
        var attempt = new CheckInAttempt(id, caller.Number, caller.FullName, evidence);
        var outcome = await live.ChangeRecordAsync(
            id, caller.Number, (session, record) => CheckInRules.CheckIn(session, record, attempt, now), cancellationToken);
        return outcome is null ? await WhereDidItGoAsync(id, cancellationToken) : new AttendOutcome.Tried(outcome);
    }

    private async Task<CheckInOutcome?> WhatBlocksAsync(Guid id, CheckInCaller caller, CancellationToken cancellationToken)
    {
        if (await live.FindRecordAsync(id, caller.Number, cancellationToken) is not { } found)
            return null;
        var anySelfie = new CheckInEvidence.Selfie(Guid.Empty, 0, TimeSpan.Zero);
        return CheckInRules.WhatBlocks(found.Session, found.Record, anySelfie, time.GetNow());
    }

    private bool IsInTheRoom(ClassSession session, CheckInCaller caller) =>
        caller.Address is { } address && classroom.Admits(address, session.TeacherAddress);

    /// <summary>A session that is not live any more has ended; one that the archive does not know either never was.</summary>
    private async Task<AttendOutcome> WhereDidItGoAsync(Guid id, CancellationToken cancellationToken) =>
        await book.FindSessionAsync(id, cancellationToken) is null
            ? new AttendOutcome.NoSuchSession()
            : new AttendOutcome.Tried(new CheckInOutcome.Ended());
}
