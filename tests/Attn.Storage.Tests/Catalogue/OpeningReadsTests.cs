using Attn.Storage.Tests.Archive;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>Opening a class session asks the archive which course it belongs to, and nothing more.</summary>
public sealed class OpeningReadsTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_known_course_is_found_in_one_statement_by_name_and_by_id()
    {
        var lessons = new Lessons(database.Archive, TimeProvider.System, Arranged.Noon);
        var id = await lessons.IdOfAsync("T1", "Algebra");

        using var statements = new Statements(database.Name);
        Assert.Equal(id, await lessons.IdOfAsync("T1", " ALGEBRA "));
        Assert.Single(statements.Sent);
        Assert.Equal("Algebra", await lessons.Courses.FindNameAsync(id, "T1", CancellationToken.None));
        Assert.Equal(2, statements.Sent.Count);
    }
}
