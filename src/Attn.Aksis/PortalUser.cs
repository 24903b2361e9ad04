using Attn.Domain;

namespace Attn.Aksis;

/// <summary>The facts about a user on the portal's pages; everything else is discarded.</summary>
/// <param name="SchoolNumber">A student's number, or a teacher's canonical username.</param>
/// <param name="Schedule">A student's lessons of today, by start; may be empty. <c>null</c> for a teacher.</param>
/// <param name="Photo">A student's profile photo as the portal served it (at most 1 MB); <c>null</c> if there is
/// none.</param>
public sealed record PortalUser(
    string SchoolNumber,
    string FullName,
    UserRole Role,
    IReadOnlyList<ScheduledLesson>? Schedule,
    byte[]? Photo
);
