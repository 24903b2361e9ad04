using System.Diagnostics.CodeAnalysis;

namespace Attn.Domain;

/// <summary>
/// What a teacher should know about a record. A flag never refuses anything. The values are stored: bit positions of
/// <see cref="RecordFlags"/>.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The contract calls it a flag.")]
public enum RecordFlag
{
    /// <summary>One address took out more tickets of this student's code than its room explains.</summary>
    ManyFromOnePlace = 0,

    /// <summary>The ticket was used long after its code had left the screen.</summary>
    LateTicket = 1,

    /// <summary>A face check was refused before the student asked for the way without one.</summary>
    FaceRefusedBefore = 2,

    /// <summary>A selfie was a copy of the profile photo.</summary>
    ProfilePhotoCopy = 3,

    /// <summary>
    /// The student is not on the course's class list. Derived whenever a roster is read, never stored: the list may
    /// change.
    /// </summary>
    NotEnrolled = 30,
}
