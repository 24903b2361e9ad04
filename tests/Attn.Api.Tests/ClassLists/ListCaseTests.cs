using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests.ClassLists;

/// <summary>Class lists as people have them, through the preview and the replacement of a running program.</summary>
public sealed class ListCaseTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    public static TheoryData<string> Names => [.. ListCase.All.Select(list => list.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task List_is_read_as_a_person_reads_it_or_refused_with_its_lines(string name)
    {
        var list = ListCase.All.Single(each => each.Name == name);
        using var course = await ListCourse.OfNewTeacherAsync(program);
        (await course.PutsAsync("99;Was There\n")).Expect(HttpStatusCode.OK);
        var before = await course.StateAsync();

        var preview = (await course.PreviewsAsync(list.Body)).Expect(HttpStatusCode.OK);
        Assert.Equal(before, await course.StateAsync());
        Assert.Equal(before.Version, ListCourse.VersionOf(preview));
        Assert.Equal(list.Problems, ListCourse.Problems(preview));
        Assert.Equal(list.Problems.Count, preview["problem_count"].GetInt32());

        var put = await course.PutsAsync(list.Body);
        if (list.Problems.Count > 0)
        {
            put.Expect(HttpStatusCode.UnprocessableEntity, "class_list_not_valid");
            Assert.Equal(list.Problems, ListCourse.Problems(put));
            Assert.NotEmpty(put["errors"].GetProperty("students").EnumerateArray());
            Assert.Equal(before, await course.StateAsync());
            return;
        }

        put.Expect(HttpStatusCode.OK);
        Assert.Equal(list.Students, Shown(preview));
        Assert.Equal(preview.Text, put.Text);
        var after = await course.ReadsAsync();
        Assert.Equal(ListCourse.VersionOf(put), ListCourse.VersionOf(after));
        Assert.Equal(list.Students, ListCourse.Students(after.Body).Select(each => $"{each.Number} {each.Name}"));
        Assert.Equal(["Was There"], ListCourse.Students(put["removed"]).Select(each => each.Name));
    }

    [Fact]
    public async Task Line_that_repeats_a_number_says_where_it_stands_first()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        foreach (var list in new[] { "0401;A B\n0402;C D\n0401;E F\n", "0401;A B\n0402;C D\n401;E F\n" })
        {
            var problem = (await course.PreviewsAsync(list))["problems"].EnumerateArray().Single();
            Assert.Equal((3, 1), (ListCourse.Line(problem, "line"), ListCourse.Line(problem, "other_line")));
        }
    }

    [Fact]
    public async Task Title_is_shown_as_left_out_and_the_columns_show_the_real_heading()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var preview = await course.PreviewsAsync(
            "2026-2027 Güz, MAT101;;\nÖğrenci No;Adı Soyadı\n0401230011;Çağrı Işık\n"
        );
        Assert.Equal(
            [(1, "title"), (2, "heading")],
            preview["skipped"]
                .EnumerateArray()
                .Select(line => (line.GetProperty("line").GetInt32(), line.GetProperty("reason").GetString()!))
        );
        Assert.Equal(
            ["Öğrenci No", "Adı Soyadı", null],
            preview["columns"].EnumerateArray().Select(column => ListCourse.Text(column, "heading"))
        );
        Assert.Equal(
            ["number", "name", "ignored"],
            preview["columns"].EnumerateArray().Select(column => ListCourse.Text(column, "role"))
        );
    }

    private static IEnumerable<string> Shown(Answer answer) =>
        ListCourse.Students(answer["students"]).Select(each => $"{each.Number} {each.Name}");
}
