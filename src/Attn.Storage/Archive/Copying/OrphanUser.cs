namespace Attn.Storage.Archive.Copying;

internal static class OrphanUser
{
    /// <summary>Deletes a user to whom nothing refers.</summary>
    /// <param name="number">The parameter that holds the number, as the database writes it.</param>
    public static string Delete(string number) =>
        $"""
            DELETE FROM users WHERE number = {number}
            AND NOT EXISTS (SELECT 1 FROM records WHERE student_number = users.number)
            AND NOT EXISTS (SELECT 1 FROM attendances WHERE teacher_number = users.number)
            AND NOT EXISTS (SELECT 1 FROM enrolments WHERE student_number = users.number)
            AND NOT EXISTS (SELECT 1 FROM course_teachers WHERE teacher_number = users.number)
            """;
}
