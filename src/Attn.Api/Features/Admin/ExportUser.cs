using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.Admin;

/// <summary>Everything that is kept about one person, and nothing about others.</summary>
internal static class ExportUser
{
    public static async Task<int> RunAsync(AdminStores stores, string typed, CancellationToken cancellationToken)
    {
        var number = SchoolNumbers.Canonical(typed);
        var kept = await stores.People.FindAsync(number, cancellationToken);
        if (kept.IsEmpty)
            return await AdminStores.RefuseAsync(
                $"Nothing is kept about {number}. Give the number or username as it is typed at the sign-in."
            );
        await AdminJson.WriteAsync(await ExportAsync(stores, number, kept, cancellationToken), cancellationToken);
        return 0;
    }

    private static async Task<PersonExport> ExportAsync(
        AdminStores stores,
        string number,
        StoredPersonData kept,
        CancellationToken cancellationToken
    )
    {
        var logins = new List<LoginExport>();
        foreach (var login in kept.Live.Logins)
            logins.Add(
                new(
                    login.FullName,
                    login.Role,
                    login.SignedInAt,
                    login.ExpiresAt,
                    await stores.People.FindPhotoAsync(login, cancellationToken)
                )
            );
        var checks = new List<FaceCheckExport>();
        foreach (var check in kept.Live.Checks)
        {
            var pictures = await stores.People.FindPicturesAsync(check, cancellationToken);
            checks.Add(
                new(
                    check.VerificationId,
                    check.SessionId,
                    check.Deadline,
                    check.PictureBytes,
                    pictures?.Selfie,
                    pictures?.ProfilePhoto
                )
            );
        }

        var archived = kept.Archived;
        return new()
        {
            Number = number,
            ExportedAt = stores.Time.GetUtcNowMilliseconds(),
            Profile = archived.User is { } user
                ? new(user.FullName, user.Role, user.IsFromPortal, archived.KnownAt)
                : null,
            FaceConsent = archived.Consent is { } consent
                ? new(consent.TextVersion, consent.GivenAt, consent.WithdrawnAt)
                : null,
            SignIns = logins,
            Records = [.. kept.LiveRecords.Concat(archived.Records).Select(record => RecordExport.Of(number, record))],
            ClassLists = [.. archived.Lists.Select(list => new ClassListExport(list.LessonName, list.Name))],
            FaceChecks = checks,
            JoinedByCode = kept.Live.TicketsOf,
            TaughtSessions = [.. kept.Teaching.Concat(archived.Taught).Select(TaughtExport.Of)],
            Decisions =
            [
                .. kept
                    .LiveDecisions.Concat(archived.Decisions)
                    .Select(made => new DecisionExport(made.SessionId, made.Entry.At, made.Entry.Action)),
            ],
            LessonPlans =
            [
                .. archived.Plans.Select(plan => new PlanExport(
                    plan.LessonName,
                    plan.Plan.PlannedSessions,
                    plan.Plan.HoursPerSession,
                    plan.Plan.Kind
                )),
            ],
        };
    }
}
