namespace Attn.Domain.Tests;

public sealed class ClassListChangeTests
{
    private static readonly DateOnly Day = new(2026, 9, 21);

    private static readonly Enrolment[] Before =
    [
        new("1", "Ada Su") { Group = "A", From = Day },
        new("2", "Can Öz"),
        new("3", "Ece Ak"),
        new("4", "Gone"),
    ];

    [Fact]
    public void Everybody_is_in_exactly_one_class()
    {
        var change = ClassListChange.Of(
            Before,
            [
                new(new("1", "Ada  Su")),
                new(new("2", "Can Özge") { Group = "B" }) { SaysGroup = true },
                new(new("3", "Ece Ak") { Group = "B" }) { SaysGroup = true },
                new(new("5", "New")),
            ]
        );

        Assert.Equal(["5"], change.Added.Select(student => student.StudentNumber));
        Assert.Equal(["4"], change.Removed.Select(student => student.StudentNumber));
        Assert.Equal(["2"], change.Renamed.Select(student => student.Now.StudentNumber));
        Assert.Equal(["3"], change.Changed.Select(student => student.Now.StudentNumber));
        Assert.Equal(1, change.UnchangedCount);
    }

    [Fact]
    public void What_the_list_does_not_say_stays()
    {
        var after = ClassListChange.Of(Before, [new(new("1", "Ada Su") { WrittenNumber = "1" })]).After.Single();
        Assert.Equal(Before[0] with { WrittenNumber = "1" }, after);
        var said = new ClassListEntry(new("1", "Ada Su")) { SaysGroup = true, SaysFrom = true };
        Assert.Equal(new("1", "Ada Su"), ClassListChange.Of(Before, [said]).After.Single());
    }

    [Fact]
    public void Spelling_of_a_number_is_a_change_and_case_of_a_name_a_new_name()
    {
        var change = ClassListChange.Of(
            [new("ab", "Ada"), new("cd", "Can")],
            [new(new("ab", "Ada") { WrittenNumber = "AB" }), new(new("cd", "CAN") { WrittenNumber = "cd" })]
        );
        Assert.Equal("ab", change.Changed.Single().Now.StudentNumber);
        Assert.Equal("cd", change.Renamed.Single().Now.StudentNumber);
    }

    [Fact]
    public void Version_changes_with_everything_but_the_order()
    {
        var version = ClassListVersion.Of(Before);
        Assert.Equal(version, ClassListVersion.Of(Before.Reverse()));
        Assert.Equal(version, ClassListVersion.Of([Before[0] with { WrittenNumber = "1" }, .. Before[1..]]));
        Enrolment[] others =
        [
            Before[0] with
            {
                Name = "Ada S",
            },
            Before[0] with
            {
                WrittenNumber = "I",
            },
            Before[0] with
            {
                Group = null,
            },
            Before[0] with
            {
                Group = "",
            },
            Before[0] with
            {
                From = Day.AddDays(1),
            },
            Before[0] with
            {
                From = null,
                To = Day,
            },
            Before[0] with
            {
                IsExempt = true,
            },
            Before[0] with
            {
                IsExempt = true,
                ExemptReason = "x",
            },
        ];
        var versions = others.Select(other => ClassListVersion.Of([other, .. Before[1..]])).Append(version).ToList();
        Assert.Equal(versions.Count, versions.Distinct().Count());
        Assert.NotEqual(ClassListVersion.Of([new("1", "23")]), ClassListVersion.Of([new("12", "3")]));
    }
}
