using Attn.Domain;
using Microsoft.EntityFrameworkCore;

namespace Attn.Storage.Archive;

/// <summary>Who belongs to a lesson.</summary>
public sealed partial class SessionArchive
{
    /// <summary>Who is expected in a teacher's lesson: everybody seen once in it, in a session and by a record that were not deleted.</summary>
    /// <param name="teacherNumber">Whose lesson.</param>
    /// <param name="lessonName">Compared by <see cref="Names.Key"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ExpectedStudents> ListExpectedStudentsAsync(string teacherNumber, string lessonName, CancellationToken cancellationToken) => _database.ReadAsync(
        async (context, token) =>
        {
            var seen = await ArchiveQueries.SeenStudents(context, teacherNumber, Names.Key(lessonName)).ToListAsync(token);
            return new ExpectedStudents(HasClassList: false, [.. seen.Select(student => new ExpectedStudent(student.Number, student.Name))]);
        },
        cancellationToken);
}
