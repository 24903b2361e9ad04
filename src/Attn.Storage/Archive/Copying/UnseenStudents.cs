namespace Attn.Storage.Archive.Copying;

internal static class UnseenStudents
{
    /// <summary>
    /// Forgets students who have no record left in a class session that the course held, as
    /// <see cref="Catalogue.SeenStudents"/> does.
    /// </summary>
    /// <param name="course">The parameter that holds the course, as the database writes it.</param>
    /// <param name="numbers">What the student's number must equal.</param>
    public static string Delete(string course, string numbers) =>
        $"""
            DELETE FROM seen_students WHERE course_id = {course} AND student_number = {numbers}
            AND NOT EXISTS (
                SELECT 1 FROM attendances JOIN records ON records.attendance_id = attendances.id
                WHERE attendances.course_id = seen_students.course_id AND attendances.deleted_at IS NULL
                    AND attendances.cancelled_at IS NULL AND attendances.end_time > attendances.start_time
                    AND records.student_number = seen_students.student_number AND NOT records.is_deleted
            )
            """;
}
