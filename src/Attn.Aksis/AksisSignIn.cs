using System.Net;
using Attn.Domain;
using Microsoft.Extensions.Logging;

namespace Attn.Aksis;

/// <summary>Visits the portal's pages with one user's credentials. Each sign-in takes a new one.</summary>
internal sealed class AksisSignIn(
    AksisBrowser browser,
    PortalAddresses addresses,
    TimeZoneInfo zone,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly PortalSignIn WrongCredentials = new(PortalRefusal.WrongCredentials);
    private static readonly PortalSignIn UnknownRole = new(PortalRefusal.UnknownRole);

    /// <summary>
    /// Fetches the login page. It is the same for everybody and asked for without anybody's input, so whatever fails
    /// here concerns the portal as a whole.
    /// </summary>
    public async Task<LoginPage> OpenAsync(CancellationToken cancellationToken)
    {
        var page = EnsureOk(
            SignInStep.LoginPage,
            await browser.GetAsync(SignInStep.LoginPage, addresses.Login, cancellationToken)
        );
        return new(
            page.Address,
            AksisPages.AntiforgeryToken(page.Text) ?? throw Missing(SignInStep.LoginPage, "an antiforgery token")
        );
    }

    /// <summary>Sends the credentials, once, and reads who the user is.</summary>
    public async Task<PortalSignIn> RunAsync(
        LoginPage login,
        string username,
        string password,
        CancellationToken cancellationToken
    )
    {
        var answer = await browser.PostAsync(
            SignInStep.LoginPost,
            login.Address,
            AksisPages.LoginForm(username, password, login.Token),
            cancellationToken
        );
        var landing = AksisPages.Landing(EnsureOk(SignInStep.LoginPost, answer).Text);
        if (landing.IsRefusal)
            return WrongCredentials;
        if (landing.AsksToSignIn)
            throw Missing(SignInStep.LoginPost, "a reason for the repeated sign-in form");
        if (landing.IsTeacher)
            return Teacher(username, landing.TeacherName ?? throw Missing(SignInStep.LoginPost, "a teacher's name"));

        // The teacher's mark may be in the part that was cut off, and a teacher may have a student's profile too.
        if (!landing.HasEnded)
            throw Missing(SignInStep.LoginPost, "the end of the page");
        return await StudentAsync(cancellationToken);
    }

    private static PortalSignIn Teacher(string username, string name) =>
        new(new PortalUser(username, name, UserRole.Teacher, Schedule: null, Photo: null));

    private async Task<PortalSignIn> StudentAsync(CancellationToken cancellationToken)
    {
        // This page starts the session at OBS, so it must come before all others of OBS.
        var home = await browser.GetAsync(SignInStep.ObsHome, addresses.Obs, cancellationToken);
        if (home.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
            return UnknownRole;
        var profile = AksisPages.Profile(EnsureOk(SignInStep.ObsHome, home).Text);
        if (profile.AsksToSignIn)
            throw Missing(SignInStep.ObsHome, "a page of OBS (the sign-in form came instead)");
        if (!profile.HasProfile && !profile.HasEnded)
            throw Missing(SignInStep.ObsHome, "the end of the page");

        var personal = TryPersonalPageAsync(cancellationToken);
        var photo = TryPhotoAsync(personal, cancellationToken);
        var lessons = TryLessonsAsync(cancellationToken);
        await Task.WhenAll(personal, photo, lessons);

        // The profile is usually on the OBS home; the personal page is the second place to look.
        if (!profile.HasProfile)
            profile = AksisPages.Profile(await personal ?? throw Missing(SignInStep.Profile, "a student's profile"));
        if (!profile.HasProfile && profile is { HasEnded: true, AsksToSignIn: false })
            return UnknownRole;
        return new(
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
                EnsureOk(
                    SignInStep.PersonalPage,
                    await browser.GetAsync(SignInStep.PersonalPage, addresses.PersonalPage, cancellationToken)
                ).Text,
            fallback: null
        );

    private Task<byte[]?> TryPhotoAsync(Task<string?> personalPage, CancellationToken cancellationToken) =>
        TryAsync<byte[]?>(
            SignInStep.Photo,
            async () => await personalPage is { } page ? await PhotoAsync(page, cancellationToken) : null,
            fallback: null
        );

    private async Task<byte[]> PhotoAsync(string personalPage, CancellationToken cancellationToken)
    {
        var source =
            AksisPages.PhotoSource(personalPage) ?? throw Missing(SignInStep.Photo, "a photo on the personal page");
        var photo = ProfilePhoto.IsDataAddress(source)
            ? ProfilePhoto.FromDataAddress(source)
                ?? throw Missing(SignInStep.Photo, "readable data in the photo's address")
            : await DownloadAsync(source, cancellationToken);
        return ProfilePhoto.IsComplete(photo)
            ? photo
            : throw Missing(SignInStep.Photo, "a complete JPEG or PNG of at most 1 MB");
    }

    private async Task<byte[]> DownloadAsync(string source, CancellationToken cancellationToken)
    {
        var address = addresses.Photo(source) ?? throw Missing(SignInStep.Photo, "a photo address of the portal");
        return EnsureOk(SignInStep.Photo, await browser.GetPhotoAsync(address, cancellationToken)).Body;
    }

    private Task<IReadOnlyList<ScheduledLesson>> TryLessonsAsync(CancellationToken cancellationToken) =>
        TryAsync<IReadOnlyList<ScheduledLesson>>(
            SignInStep.SchedulePage,
            () => LessonsAsync(cancellationToken),
            fallback: []
        );

    private async Task<IReadOnlyList<ScheduledLesson>> LessonsAsync(CancellationToken cancellationToken)
    {
        var page = EnsureOk(
            SignInStep.SchedulePage,
            await browser.GetAsync(SignInStep.SchedulePage, addresses.Schedule, cancellationToken)
        );
        if (AksisPages.LessonDataAddress(page.Text) is not { } named)
            return [];
        var address =
            addresses.LessonData(named) ?? throw Missing(SignInStep.SchedulePage, "a data address of the portal");
        var data = EnsureOk(
            SignInStep.LessonData,
            await browser.PostAsync(SignInStep.LessonData, address, [], cancellationToken)
        );
        return Today(AksisPages.Lessons(data.Text) ?? throw Missing(SignInStep.LessonData, "a list of lessons"));
    }

    /// <summary>
    /// Lists a lesson of several teachers once for each, because a class session is found by lesson and one teacher.
    /// </summary>
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

    /// <summary>
    /// Fetches an optional part. A timeout of the whole sign-in counts as missing like any failure; cancellation by the
    /// caller is handled in <see cref="AksisPortal"/>.
    /// </summary>
    private async Task<T> TryAsync<T>(SignInStep step, Func<Task<T>> fetch, T fallback)
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
            logger.PartMissing(step, "an answer within the sign-in timeout");
        }

        return fallback;
    }

    private static PortalPage EnsureOk(SignInStep step, PortalPage page) =>
        page.IsOk ? page : throw Missing(step, $"a page (status {(int)page.Status})");

    private static PortalFailureException Missing(SignInStep step, string missing) => new(step, missing);
}
