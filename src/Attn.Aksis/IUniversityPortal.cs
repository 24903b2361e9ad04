using Attn.Domain;

namespace Attn.Aksis;

/// <summary>Where users come from: the university's own sign-in, or the demo accounts.</summary>
public interface IUniversityPortal
{
    /// <summary>
    /// Tries the credentials exactly once. An outage is an answer (<see cref="PortalSignIn.Unavailable"/>), not an exception;
    /// only cancellation by the caller throws.
    /// </summary>
    /// <param name="username">Canonical: trimmed, ASCII letters in lower case.</param>
    Task<PortalSignIn> SignInAsync(string username, string password, CancellationToken cancellationToken);
}

/// <summary>How a sign-in at the portal ended. Closed: these four and no other.</summary>
public abstract record PortalSignIn
{
    private PortalSignIn() { }

    public sealed record SignedIn(PortalUser User) : PortalSignIn;

    public sealed record WrongCredentials : PortalSignIn;

    /// <summary>Signed in, but neither a teacher's mark nor a student's profile was there.</summary>
    public sealed record UnknownRole : PortalSignIn;

    /// <summary>The portal is down, slow, or shows a page of another shape.</summary>
    public sealed record Unavailable : PortalSignIn;
}

/// <summary>What is kept of a portal user; nothing else leaves the portal's pages.</summary>
/// <param name="SchoolNumber">A student's number, or a teacher's canonical username.</param>
/// <param name="Schedule">Today's lessons of a student in the order of their start, possibly none; <c>null</c> for a teacher.</param>
/// <param name="Photo">A student's profile photo as the portal served it (at most 1 MB), or <c>null</c> if there is none.</param>
public sealed record PortalUser(
    string SchoolNumber,
    string FullName,
    UserRole Role,
    IReadOnlyList<ScheduledLesson>? Schedule,
    byte[]? Photo
);

/// <summary>A lesson of today, in the wall clock of the institution's zone.</summary>
public sealed record ScheduledLesson(string LessonName, string TeacherName, TimeOnly StartTime, TimeOnly EndTime);
