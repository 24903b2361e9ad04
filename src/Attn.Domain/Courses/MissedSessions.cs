namespace Attn.Domain;

/// <summary>Absences of one student that follow each other: the sign of somebody who has stopped coming.</summary>
public static class MissedSessions
{
    /// <summary>
    /// The longest run of class sessions that the student missed: absent, or not accepted. An excused session and one
    /// that waits for a verdict neither break a run nor lengthen it. Sessions that do not count for the student (not
    /// held, or outside the enrolment) are passed over.
    /// </summary>
    /// <param name="enrolment"><c>null</c>: the student is on no class list, and every session counts.</param>
    /// <param name="sessions">In the order of their start.</param>
    /// <param name="statuses">The student's; one for each session, in their order.</param>
    public static int LongestRun(
        Enrolment? enrolment,
        IReadOnlyList<CourseSession> sessions,
        IReadOnlyList<AttendanceStatus> statuses
    )
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(statuses.Count, sessions.Count, nameof(statuses));
        var (longest, run) = (0, 0);
        foreach (var (session, status) in sessions.Zip(statuses))
        {
            if (!session.IsHeld || enrolment?.Covers(session.Day) is false)
                continue;
            run = status switch
            {
                AttendanceStatus.Absent or AttendanceStatus.NotAccepted => run + 1,
                AttendanceStatus.Excused or AttendanceStatus.Pending => run,
                AttendanceStatus.Present or AttendanceStatus.Late => 0,
            };
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
