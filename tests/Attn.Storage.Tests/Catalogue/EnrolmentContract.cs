using Attn.Domain;
using Attn.Storage.Archive;
using Attn.Storage.Tests.Archive;
using static Attn.Storage.Tests.Archive.Arranged;

namespace Attn.Storage.Tests.Catalogue;

/// <summary>Who is enrolled in a course, from when to when, in every database.</summary>
public abstract class EnrolmentContract : CourseContract
{
    private static readonly DateOnly Today = Lessons.Calendar.DayOf(Noon);

    [Fact]
    public async Task Enrolment_reads_back_the_same()
    {
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        var full = new Enrolment("20190001", "Çağla Işık")
        {
            WrittenNumber = "2019/0001",
            Group = "A",
            From = Today,
            To = Today.AddDays(30),
            IsExempt = true,
            ExemptReason = "repeats the course",
        };

        await Lessons.Lists.EnrolAsync(course, full.StudentNumber, _ => full, None);
        var students = (await Lessons.Lists.EnrolAsync(course, "7", _ => new("7", "Seven"), None))!.Students;

        Assert.Equal([full, new("7", "Seven")], students.Select(student => student.Enrolment));
        Assert.Equal(students, (await Lessons.Lists.ReadAsync(course, None)).Students);
        Assert.Null(await Lessons.Lists.EnrolAsync(Guid.NewGuid(), "7", _ => new("7", "Seven"), None));
        Assert.Null(await Lessons.Lists.RemoveAsync(Guid.NewGuid(), "7", None));
        Assert.Null(await Lessons.ReplaceAsync(Guid.NewGuid(), new Enrolment("7", "Seven")));
    }

    [Fact]
    public async Task Change_sees_the_enrolment_that_is_there_and_none_changes_nothing()
    {
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        var seen = new List<Enrolment?>();
        var ada = new Enrolment("7", "Ada") { Group = "A" };

        await ChangeAsync(ada);
        await ChangeAsync(ada with { To = Today });
        await ChangeAsync(changed: null);

        Assert.Equal([null, ada, ada with { To = Today }], seen);
        Assert.Equal(ada with { To = Today }, Assert.Single(await EnrolmentsAsync(course)));

        async Task ChangeAsync(Enrolment? changed) =>
            await Lessons.Lists.EnrolAsync(
                course,
                "7",
                known =>
                {
                    seen.Add(known);
                    return changed;
                },
                None
            );
    }

    [Fact]
    public async Task Replaced_list_keeps_group_days_and_exemption_of_who_stays()
    {
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        var stays = new Enrolment("1", "One")
        {
            WrittenNumber = "001",
            Group = "A",
            From = Today,
            IsExempt = true,
            ExemptReason = "repeats",
        };
        await Lessons.Lists.EnrolAsync(course, "1", _ => stays, None);
        await Lessons.Lists.EnrolAsync(course, "2", _ => new("2", "Two") { Group = "A", To = Today }, None);
        await Lessons.Lists.EnrolAsync(course, "3", _ => new("3", "Three"), None);

        await Lessons.ReplaceAsync(course, new("1", "One Renamed"), new("2", "Two") { Group = "B" }, new("4", "Four"));

        Assert.Equal(
            [stays with { Name = "One Renamed" }, new("2", "Two") { Group = "B", To = Today }, new("4", "Four")],
            await EnrolmentsAsync(course)
        );
        // Who was gone comes back as new.
        await Lessons.ReplaceAsync(course, new Enrolment("4", "Four"));
        await Lessons.ReplaceAsync(course, new("1", "One"), new("4", "Four"));
        Assert.Equal([new("1", "One"), new("4", "Four")], await EnrolmentsAsync(course));
    }

    [Fact]
    public async Task Students_are_expected_on_the_days_of_their_enrolment()
    {
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        await EnrolAsync(new("always", "Always"));
        await EnrolAsync(new("joins", "Joins Late") { From = Today.AddDays(1) });
        await EnrolAsync(new("leaves", "Leaves") { To = Today });
        await EnrolAsync(new("one", "One Day") { From = Today, To = Today });

        Assert.Equal(["always"], await ExpectedAsync(Noon.AddDays(-1), "leaves"));
        Assert.Equal(["always", "leaves", "one"], await ExpectedAsync(Noon));
        // 2 March, 23:00 UTC, is 3 March in Istanbul.
        Assert.Equal(["always", "joins"], await ExpectedAsync(Noon.AddHours(11)));
        Assert.Equal(["always", "joins"], await ExpectedAsync(Noon.AddDays(1)));

        Task EnrolAsync(Enrolment enrolment) =>
            Lessons.Lists.EnrolAsync(course, enrolment.StudentNumber, _ => enrolment, None);

        async Task<List<string>> ExpectedAsync(DateTimeOffset start, params string[] besides)
        {
            var session = Session(Teacher, "Algebra", start) with { CourseId = course };
            var expected = await Lessons.Lists.ReadExpectedAsync(session, None);
            Assert.True(expected.HasClassList);
            return
            [
                .. expected
                    .Students.Where(student => student.IsExpected)
                    .Select(student => student.Number)
                    .Except(besides, StringComparer.Ordinal),
            ];
        }
    }

    [Fact]
    public async Task Removed_student_is_gone_and_with_the_last_one_the_list()
    {
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        await HoldAsync("Algebra", Noon, "3");
        await Lessons.ReplaceAsync(Teacher, "Algebra", new("1", "One"), new("2", "Two"));

        var left = (await Lessons.Lists.RemoveAsync(course, "1", None))!;
        Assert.Equal((true, "2"), (left.IsClassList, Assert.Single(left.Students).Number));
        var none = (await Lessons.Lists.RemoveAsync(course, "2", None))!;
        Assert.Equal((false, "3"), (none.IsClassList, Assert.Single(none.Students).Number));
    }

    [Fact]
    public async Task Students_who_are_enrolled_and_removed_at_once_are_all_dealt_with()
    {
        var course = await Lessons.IdOfAsync(Teacher, "Algebra");
        await Lessons.ReplaceAsync(
            Teacher,
            "Algebra",
            [.. Enumerable.Range(0, 20).Select(number => new Enrolment($"old-{number:D2}", "Old"))]
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .SelectMany(number =>
                    new[]
                    {
                        Task.Run(() => Lessons.Lists.RemoveAsync(course, $"old-{number:D2}", None)),
                        Task.Run(() =>
                            Lessons.Lists.EnrolAsync(
                                course,
                                $"new-{number:D2}",
                                _ => new($"new-{number:D2}", "New"),
                                None
                            )
                        ),
                    }
                )
        );

        Assert.Equal(
            Enumerable.Range(0, 20).Select(number => $"new-{number:D2}"),
            (await EnrolmentsAsync(course)).Select(enrolment => enrolment.StudentNumber)
        );
    }

    private async Task<IEnumerable<Enrolment>> EnrolmentsAsync(Guid course) =>
        (await Lessons.Lists.ReadAsync(course, None)).Students.Select(student => student.Enrolment!);
}

public sealed class PostgresEnrolmentTests(PostgresDatabase database)
    : EnrolmentContract,
        IClassFixture<PostgresDatabase>
{
    private protected override IArchiveDatabase Database => database.Archive;
}

public sealed class SqliteEnrolmentTests(SqliteArchiveFile file) : EnrolmentContract, IClassFixture<SqliteArchiveFile>
{
    private protected override IArchiveDatabase Database => file.Archive;
}
