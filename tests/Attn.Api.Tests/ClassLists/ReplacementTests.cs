using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.ClassLists;

/// <summary>A replacement does what the preview showed, all or nothing, and can be taken back.</summary>
public sealed class ReplacementTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_a_preview_shows_is_stored_exactly_and_what_is_refused_changes_nothing(int seed)
    {
        var random = new Random(seed);
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var saved = 0;
        for (var round = 0; round < 30; round++)
        {
            var text = SomeList(random);
            var before = await course.StateAsync();
            var preview = (await course.PreviewsAsync(text)).Expect(HttpStatusCode.OK);
            var put = await course.PutsAsync(text, ifMatch: ListCourse.VersionOf(preview));
            var after = await course.ReadsAsync();
            if (preview["problem_count"].GetInt32() > 0)
            {
                put.Expect(HttpStatusCode.UnprocessableEntity, "class_list_not_valid");
                Assert.Equal(ListCourse.Problems(preview), ListCourse.Problems(put));
                Assert.Equal(before, (ListCourse.VersionOf(after), after.Text));
                continue;
            }

            saved++;
            Assert.Equal(preview.Text, put.Expect(HttpStatusCode.OK).Text);
            Assert.Equal(
                ListCourse.Students(preview["students"]).OrderBy(each => each.Number, StringComparer.Ordinal),
                ListCourse.Students(after.Body)
            );
            AssertPartition(before.List, preview);
        }

        Assert.True(saved > 5, $"{saved} lists were saved.");
    }

    [Fact]
    public async Task Undo_puts_everything_back_by_Json()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        (await course.PutsAsync("Öğrenci No;Adı Soyadı;Grup\nAb-1;Ada Su;A\n0402;Can Öz;\n0403;Ece Ak;B\n")).Expect(
            HttpStatusCode.OK
        );
        (
            await course.Teacher.PutAsync(
                $"{course.Path}/0402",
                new
                {
                    from = "2026-09-21",
                    to = "2026-12-01",
                    exempt = true,
                    exempt_reason = "Repeats",
                }
            )
        ).Expect(HttpStatusCode.OK);
        var old = await course.ReadsAsync();

        var changed = (await course.PutsAsync("Öğrenci No;Adı Soyadı;Grup\n0402;Can Özge;C\n0404;New One;\n")).Expect(
            HttpStatusCode.OK
        );
        Assert.NotEqual(ListCourse.VersionOf(old), ListCourse.VersionOf(changed));
        var undone = (
            await course.PutsJsonAsync(old.Body.EnumerateArray().Select(EntryOf), ListCourse.VersionOf(changed))
        ).Expect(HttpStatusCode.OK);

        var now = await course.StateAsync();
        Assert.Equal((ListCourse.VersionOf(old), old.Text), now);
        Assert.Equal(ListCourse.VersionOf(old), ListCourse.VersionOf(undone));
    }

    [Fact]
    public async Task Json_keeps_what_it_does_not_name_and_null_takes_it_away()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        await course.PutsJsonAsync(
            new object[]
            {
                new
                {
                    student_school_number = "1",
                    student_full_name = "Ada Su",
                    group = "A",
                    from = "2026-09-21",
                },
                new
                {
                    student_school_number = "2",
                    student_full_name = "Can Öz",
                    group = "B",
                },
            }
        );
        var answer = await course.PutsJsonAsync(
            new object[]
            {
                new
                {
                    student_school_number = "1",
                    student_full_name = "Ada Su",
                    from = (string?)null,
                },
                new
                {
                    student_school_number = "2",
                    student_full_name = "Can Öz",
                    group = (string?)null,
                },
            }
        );
        Assert.Equal(2, answer.Expect(HttpStatusCode.OK)["changed"].GetArrayLength());
        var list = (await course.ReadsAsync()).Body;
        Assert.Equal([("1", "Ada Su", "A"), ("2", "Can Öz", null)], ListCourse.Students(list));
        Assert.Equal(JsonValueKind.Null, list[0].GetProperty("from").ValueKind);
    }

    [Theory]
    [InlineData("""{"student_school_number":"5","student_full_name":"Ada","exempt":true}""", "enrolment_not_valid")]
    [InlineData(
        """{"student_school_number":"5","student_full_name":"Ada","exempt_reason":"x"}""",
        "enrolment_not_valid"
    )]
    [InlineData(
        """{"student_school_number":"5","student_full_name":"Ada","from":"2026-10-02","to":"2026-10-01"}""",
        "enrolment_not_valid"
    )]
    [InlineData("""{"student_school_number":"5","student_full_name":"Ada","group":" "}""", "group_not_valid")]
    [InlineData("""{"student_school_number":"5"}""", "name_missing")]
    [InlineData("""{"student_full_name":"Ada"}""", "number_missing")]
    [InlineData("""{"student_school_number":"a b","student_full_name":"Ada"}""", "number_not_valid")]
    [InlineData("null", "number_missing")]
    public async Task Entry_that_makes_no_sense_is_refused(string entry, string code)
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var refused = await course.Teacher.SendAsync(
            new(HttpMethod.Put, course.Path)
            {
                Content = new StringContent($$"""{"students":[{{entry}}]}""", Encoding.UTF8, "application/json"),
            }
        );
        refused.Expect(HttpStatusCode.UnprocessableEntity, "class_list_not_valid");
        Assert.Equal([(code, 1)], ListCourse.Problems(refused));
        Assert.Contains("Entry 1: ", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_replacements_at_once_with_one_version_one_wins()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var version = ListCourse.VersionOf((await course.PutsAsync("0400;First One\n")).Expect(HttpStatusCode.OK));
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(at => course.PutsAsync($"040{at};From List\n", ifMatch: version))
        );
        var won = Assert.Single(answers, answer => answer.IsSuccess);
        foreach (var lost in answers.Where(answer => !answer.IsSuccess))
            lost.Expect(HttpStatusCode.PreconditionFailed, "class_list_changed");
        Assert.Equal(ListCourse.VersionOf(won), (await course.StateAsync()).Version);
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("\"0123\"", false)]
    [InlineData("nonsense", false)]
    [InlineData("W/{0}", true)]
    [InlineData("\"0123\", {0}", true)]
    public async Task If_match_is_any_of_its_versions(string ifMatch, bool isSaved)
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var version = ListCourse.VersionOf((await course.PutsAsync("0400;First One\n")).Expect(HttpStatusCode.OK));
        var header = string.Format(CultureInfo.InvariantCulture, ifMatch, version);
        var put = await course.PutsAsync("0401;Second One\n", ifMatch: header);
        if (isSaved)
            put.Expect(HttpStatusCode.OK);
        else
            put.Expect(HttpStatusCode.PreconditionFailed, "class_list_changed");
    }

    [Fact]
    public async Task Only_an_explicit_empty_list_removes_everybody()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var version = ListCourse.VersionOf((await course.PutsAsync("0400;First One\n")).Expect(HttpStatusCode.OK));
        foreach (var nobody in new[] { "", "\uFEFF", "\n\n", "sep=;", "Öğrenci No;Adı Soyadı", "Toplam: 0" })
        {
            (await course.PutsAsync(nobody)).Expect(HttpStatusCode.UnprocessableEntity, "class_list_not_valid");
            Assert.Empty((await course.PreviewsAsync(nobody))["removed"].EnumerateArray());
        }

        Assert.Equal(version, (await course.StateAsync()).Version);
        var emptied = (await course.PutsJsonAsync(Array.Empty<object>())).Expect(HttpStatusCode.OK);
        Assert.Single(emptied["removed"].EnumerateArray());
        Assert.Empty((await course.ReadsAsync()).Body.EnumerateArray());
    }

    [Fact]
    public async Task Number_that_loses_its_zeros_is_pointed_out_and_can_be_saved()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        (await course.PutsAsync("0401;Ada Su\n")).Expect(HttpStatusCode.OK);
        var preview = (await course.PreviewsAsync("401;Ada Su\n")).Expect(HttpStatusCode.OK);
        Assert.Equal(0, preview["problem_count"].GetInt32());
        var warning = Assert.Single(preview["warnings"].EnumerateArray());
        Assert.Equal("number_changes_zeros", ListCourse.Text(warning, "code"));
        (await course.PutsAsync("401;Ada Su\n")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lesson_of_existing_clients_goes_by_the_same_reader()
    {
        using var teacher = await program.NewTeacherAsync();
        var saved = (
            await teacher.TriesToListStudentsAsync("Old", "Sıra;Öğrenci No;Adı;Soyadı\n1;0502210012;Ayşe;Yılmaz\n")
        ).Expect(HttpStatusCode.OK);
        var student = Assert.Single(saved["students"].EnumerateArray());
        Assert.Equal("0502210012", ListCourse.Text(student, "student_school_number"));
        Assert.Equal("Ayşe Yılmaz", ListCourse.Text(student, "student_full_name"));

        (await teacher.TriesToListStudentsAsync("Never made", "bozuk satır")).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        (await teacher.GetAsync("/api/v1/teacher/lessons/Never%20made")).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("?columns=phone:1")]
    [InlineData("?columns=number:1,number:2")]
    [InlineData("?columns=number:0")]
    [InlineData("?sheet=0")]
    public async Task Query_that_says_nothing_is_not_valid(string query)
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        (await course.PreviewsAsync("0401;Ada Su", query)).Expect(HttpStatusCode.UnprocessableEntity, "not_valid");
        (await course.PutsAsync("0401;Ada Su", query)).Expect(HttpStatusCode.UnprocessableEntity, "not_valid");
    }

    [Fact]
    public async Task More_than_four_megabytes_are_too_large()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        var body = new byte[(4 * 1024 * 1024) + 1];
        (await course.PreviewsAsync(body)).Expect(HttpStatusCode.RequestEntityTooLarge, "too_large");
        (await course.PutsAsync(body)).Expect(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task Body_without_a_type_is_read_by_its_bytes()
    {
        using var course = await ListCourse.OfNewTeacherAsync(program);
        using var request = new HttpRequestMessage(HttpMethod.Put, course.Path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes("0401;Ada Su")),
        };
        (await course.Teacher.SendAsync(request)).Expect(HttpStatusCode.OK);
    }

    private static object EntryOf(JsonElement student) =>
        new
        {
            student_school_number = student.GetProperty("user_school_number"),
            student_full_name = student.GetProperty("listed_full_name"),
            group = student.GetProperty("group"),
            from = student.GetProperty("from"),
            to = student.GetProperty("to"),
            exempt = student.GetProperty("exempt"),
            exempt_reason = student.GetProperty("exempt_reason"),
        };

    /// <summary>Nobody is in two classes, and nobody in none.</summary>
    private static void AssertPartition(string before, Answer preview)
    {
        var classes = new[] { "added", "removed", "renamed", "changed" }
            .SelectMany(name => preview[name].EnumerateArray())
            .Select(student => ListCourse.Text(student, "user_school_number")!)
            .ToList();
        Assert.Equal(classes.Count, classes.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var everybody = JsonDocument
            .Parse(before)
            .RootElement.EnumerateArray()
            .Concat(preview["students"].EnumerateArray())
            .Select(student => ListCourse.Text(student, "user_school_number")!)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();
        Assert.Equal(everybody, classes.Count + preview["unchanged"].GetInt32());
    }

    private static string SomeList(Random random)
    {
        string[] names = ["Ada Su", "Çağrı Işık", "İpek Öztürk", "Ayşe  Nur Yılmaz", "O'Neill", "", "42"];
        string[] groups = ["", "A", "B", "Şube 1"];
        var hasGroups = random.Next(2) == 0;
        var text = new StringBuilder(hasGroups ? "Öğrenci No;Adı Soyadı;Grup\n" : "Öğrenci No;Adı Soyadı\n");
        var count = random.Next(1, 12);
        var good = random.Next(4) > 0;
        foreach (var number in Enumerable.Range(100, 15).OrderBy(_ => random.Next()).Take(count))
        {
            var written = good || random.Next(5) > 0 ? $"0{number}" : $"{number}";
            var name = names[random.Next(good ? 5 : names.Length)];
            text.Append(CultureInfo.InvariantCulture, $"{written};{name}");
            text.Append(hasGroups ? $";{groups[random.Next(groups.Length)]}\n" : "\n");
        }

        return text.ToString();
    }
}
