using System.Net;
using Attn.Domain;
using Microsoft.Extensions.Logging;

namespace Attn.Aksis;

/// <summary>One walk through the portal's pages with one user's credentials; made for it and thrown away after it.</summary>
internal sealed class AksisSignIn(
    AksisBrowser browser,
    PortalAddresses addresses,
    TimeZoneInfo zone,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly PortalSignIn WrongCredentials = new PortalSignIn.WrongCredentials();
    private static readonly PortalSignIn UnknownRole = new PortalSignIn.UnknownRole();

    public async Task<PortalSignIn> RunAsync(string username, string password, CancellationToken cancellationToken)
    {
        var login = Found(
            SignInStep.LoginPage,
            await browser.GetAsync(SignInStep.LoginPage, addresses.Login, cancellationToken)
        );
        // This page is the same for everybody, so a missing token speaks of the portal as a whole.
        var token =
            AksisPages.AntiforgeryToken(login.Text)
            ?? throw new PortalFailureException(SignInStep.LoginPage, "an antiforgery token", isOutage: true);

        var answer = await browser.PostAsync(
            SignInStep.LoginPost,
            login.Address,
            AksisPages.LoginForm(username, password, token),
            cancellationToken
        );
        var landing = AksisPages.Landing(Found(SignInStep.LoginPost, answer).Text);
        if (landing.IsRefusal)
            return WrongCredentials;
        if (landing.AsksToSignIn)
            throw Missing(SignInStep.LoginPost, "a reason for showing the sign-in form again");
        if (landing.IsTeacher)
            return Teacher(username, landing.TeacherName ?? throw Missing(SignInStep.LoginPost, "a teacher's name"));

        // On half a page the teacher's mark may have been on the other half, and a teacher may well have a student's profile too.
        if (!landing.HasEnded)
            throw Missing(SignInStep.LoginPost, "the end of the page");
        return await StudentAsync(cancellationToken);
    }

    private static PortalSignIn.SignedIn Teacher(string username, string name) =>
        new PortalSignIn.SignedIn(new PortalUser(username, name, UserRole.Teacher, Schedule: null, Photo: null));

    private async Task<PortalSignIn> StudentAsync(CancellationToken cancellationToken)
    {
        // OBS takes the session over with this page, so nothing else of OBS can be asked before.
        var home = await browser.GetAsync(SignInStep.ObsHome, addresses.Obs, cancellationToken);
        if (home.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            return UnknownRole;
        var profile = AksisPages.Profile(Found(SignInStep.ObsHome, home).Text);
        if (profile.AsksToSignIn)
            throw Missing(SignInStep.ObsHome, "a session (the sign-in form came instead)");
        if (!profile.HasProfile && !profile.HasEnded)
            throw Missing(SignInStep.ObsHome, "the end of the page");

        var personal = TryPersonalPageAsync(cancellationToken);
        var photo = TryPhotoAsync(personal, cancellationToken);
        var lessons = TryLessonsAsync(cancellationToken);
        await Task.WhenAll(personal, photo, lessons);

        // The profile stands on the home of OBS; the personal page is asked where it does not.
        if (!profile.HasProfile)
            profile = AksisPages.Profile(await personal ?? throw Missing(SignInStep.Profile, "a student's profile"));
        if (!profile.HasProfile && profile is { HasEnded: true, AsksToSignIn: false })
            return UnknownRole;
        return new PortalSignIn.SignedIn(
            new PortalUser(
                profile.Number ?? throw Missing(SignInStep.Profile, "a plausible student number"),
                profile.FullName ?? throw Missing(SignInStep.Profile, "a plausible name"),
                UserRole.Student,
                await lessons,
                await photo
            )
        );
    }

    private Task<string?> TryPersonalPageAsync(CancellationToken cancellationToken) =>
        TryAsync<string?>(
            SignInStep.PersonalPage,
            async () =>
                Found(
                    SignInStep.PersonalPage,
                    await browser.GetAsync(SignInStep.PersonalPage, addresses.PersonalPage, cancellationToken)
                ).Text,
            otherwise: null
        );

    private Task<byte[]?> TryPhotoAsync(Task<string?> personalPage, CancellationToken cancellationToken) =>
        TryAsync<byte[]?>(
            SignInStep.Photo,
            async () => await personalPage is { } page ? await PhotoAsync(page, cancellationToken) : null,
            otherwise: null
        );

    private async Task<byte[]> PhotoAsync(string personalPage, CancellationToken cancellationToken)
    {
        var source =
            AksisPages.PhotoSource(personalPage) ?? throw Missing(SignInStep.Photo, "a photo on the personal page");
        var photo = ProfilePhoto.IsDataAddress(source)
            ? ProfilePhoto.FromDataAddress(source)
                ?? throw Missing(SignInStep.Photo, "readable data in the photo's address")
            : await DownloadAsync(source, cancellationToken);
        return ProfilePhoto.IsWhole(photo)
            ? photo
            : throw Missing(SignInStep.Photo, "a whole JPEG or PNG of at most 1 MB");
    }

    private async Task<byte[]> DownloadAsync(string source, CancellationToken cancellationToken)
    {
        var address =
            addresses.Photo(source) ?? throw Missing(SignInStep.Photo, "a photo address that belongs to the portal");
        return Found(SignInStep.Photo, await browser.GetPhotoAsync(address, cancellationToken)).Body;
    }

    private Task<IReadOnlyList<ScheduledLesson>> TryLessonsAsync(CancellationToken cancellationToken) =>
        TryAsync<IReadOnlyList<ScheduledLesson>>(
            SignInStep.SchedulePage,
            () => LessonsAsync(cancellationToken),
            otherwise: []
        );

    private async Task<IReadOnlyList<ScheduledLesson>> LessonsAsync(CancellationToken cancellationToken)
    {
        var page = Found(
            SignInStep.SchedulePage,
            await browser.GetAsync(SignInStep.SchedulePage, addresses.Schedule, cancellationToken)
        );
        if (AksisPages.LessonDataAddress(page.Text) is not { } named)
            return [];
        var address =
            addresses.LessonData(named)
            ?? throw Missing(SignInStep.SchedulePage, "a data address that belongs to the portal");
        var data = Found(
            SignInStep.LessonData,
            await browser.PostAsync(SignInStep.LessonData, address, [], cancellationToken)
        );
        return Today(AksisPages.Lessons(data.Text) ?? throw Missing(SignInStep.LessonData, "a list of lessons"));
    }

    /// <summary>A lesson of several teachers stands once for each, because a class session is looked up by lesson and one teacher.</summary>
    private List<ScheduledLesson> Today(IReadOnlyList<WeekLesson> week)
    {
        var today = Local(time.GetUtcNow()).Date;
        return week.Where(lesson => Local(lesson.Start).Date == today)
            .SelectMany(lesson =>
                lesson
                    .Teachers.DefaultIfEmpty(string.Empty)
                    .Select(teacher => new ScheduledLesson(
                        lesson.Name,
                        teacher,
                        TimeOnly.FromDateTime(Local(lesson.Start).DateTime),
                        TimeOnly.FromDateTime(Local(lesson.End).DateTime)
                    ))
            )
            .Distinct()
            .ToList();
    }

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    /// <summary>For what a sign-in can do without. The time-out of the whole sign-in ends it like any failure; the caller's leaving is noticed by the portal.</summary>
    private async Task<T> TryAsync<T>(SignInStep step, Func<Task<T>> fetch, T otherwise)
    {
        try
        {
            return await fetch();
        }
        catch (PortalFailureException failure)
        {
            logger.PartMissing(failure.Step, failure.Message);
        }
        catch (OperationCanceledException)
        {
            logger.PartMissing(step, "enough time");
        }

        return otherwise;
    }

    private static PortalPage Found(SignInStep step, PortalPage page) =>
        page.IsOk
            ? page
            : throw new PortalFailureException(
                step,
                $"a status 200 but {(int)page.Status}",
                IsOutage(step, page.Status)
            );

    /// <summary>Not at the login post: the portal's input check answers 500 to some characters, and anybody can type them.</summary>
    private static bool IsOutage(SignInStep step, HttpStatusCode status) =>
        (int)status >= 500 && step is SignInStep.LoginPage or SignInStep.ObsHome;

    private static PortalFailureException Missing(SignInStep step, string what) => new(step, what, isOutage: false);
}
