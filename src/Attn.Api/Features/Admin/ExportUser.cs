using Attn.Domain;
using Attn.Storage;

namespace Attn.Api.Features.Admin;

/// <summary>Exports everything that is stored about one person, and nothing about others.</summary>
internal static class ExportUser
{
    public static async Task<int> RunAsync(AdminStores stores, string typedNumber, CancellationToken cancellationToken)
    {
        var number = SchoolNumbers.Canonical(typedNumber);
        var stored = await stores.People.FindAsync(number, cancellationToken);
        if (stored.IsEmpty)
            return await AdminStores.RefuseAsync(
                $"Nothing is stored about {number}. Give the number or the username that the person signs in with."
            );
        await AdminJson.WriteAsync(await ExportAsync(stores, number, stored, cancellationToken), cancellationToken);
        return 0;
    }

    private static async Task<PersonExport> ExportAsync(
        AdminStores stores,
        string number,
        StoredPersonData stored,
        CancellationToken cancellationToken
    )
    {
        var logins = new List<LoginExport>();
        foreach (var login in stored.Live.Logins)
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
        foreach (var check in stored.Live.Checks)
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

        var archived = stored.Archived;
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
            Records =
            [
                .. stored.LiveRecords.Concat(archived.Records).Select(record => RecordExport.Of(number, record)),
            ],
            ClassLists = [.. archived.Lists.Select(list => ClassListExport.Of(list))],
            FaceChecks = checks,
            JoinedByCode = stored.Live.TicketsOf,
            RecentSelfieMarks = stored.Live.Selfies,
            TaughtSessions = [.. stored.Teaching.Concat(archived.Taught).Select(TaughtExport.Of)],
            Decisions =
            [
                .. stored
                    .LiveDecisions.Concat(archived.Decisions)
                    .Select(made => new DecisionExport(made.SessionId, made.Entry.At, made.Entry.Action)),
            ],
            Courses =
            [
                .. archived.Courses.Select(course => new CourseExport(course.CourseName, course.Role, course.Since)),
            ],
        };
    }
}
