using System.Globalization;
using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Courses;

/// <summary>Terms, courses and enrolments over the contract.</summary>
public sealed class CourseTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private const string Courses = "/api/v1/teacher/courses";
    private const string Lessons = "/api/v1/teacher/lessons";

    [Fact]
    public async Task One_term_is_current_for_teachers_and_students_alike()
    {
        using var teacher = await program.TeacherAsync(1);
        using var student = await program.StudentAsync(1);

        var terms = (await teacher.GetAsync("/api/v1/teacher/terms")).Expect(HttpStatusCode.OK);
        var current = terms.Body.EnumerateArray().Single(term => term.GetProperty("is_current").GetBoolean());
        var today = program.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.True(string.CompareOrdinal(current.GetProperty("first_day").GetString(), today) <= 0);
        Assert.True(string.CompareOrdinal(current.GetProperty("last_day").GetString(), today) >= 0);
        Assert.Equal(terms.Text, (await student.GetAsync("/api/v1/student/terms")).Expect(HttpStatusCode.OK).Text);
    }

    [Theory]
    [InlineData("İleri Fizik I", "İLERİ FİZİK I", "ILERI FIZIK I", "ileri  fizik\u00A0i", "ıleri fızık ı")]
    [InlineData("Analiz II", "ANALİZ II", "analiz\u200D ii", "\uFEFFAnaliz II", "analız ıı")]
    public async Task Spellings_of_a_name_are_one_course_and_what_was_typed_is_shown(params string[] spellings)
    {
        using var teacher = await program.TeacherAsync(2);
        var ids = new HashSet<Guid>();
        foreach (var spelling in spellings)
        {
            var id = await program.OpensAsync(teacher, spelling);
            var session = (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}")).Expect(HttpStatusCode.OK);
            Assert.Equal(spelling.Trim(), session.Words("lesson_name"));
            ids.Add(session["course_id"].GetGuid());
            foreach (var other in spellings)
            {
                using var student = await program.StudentAsync(2);
                var found = await student.GetAsync(
                    "/api/v1/student/sessions/find?teacher_name=DEMO%20TEACHER%202&lesson_name="
                        + Uri.EscapeDataString(other)
                );
                Assert.Equal(
                    id,
                    Assert
                        .Single(found.Expect(HttpStatusCode.OK).Body.EnumerateArray().ToList())
                        .GetProperty("attendance_id")
                        .GetGuid()
                );
            }

            program.Clock.Advance(TimeSpan.FromMinutes(1));
            await teacher.FinishesAsync(id);
        }

        Assert.Single(ids);
    }

    [Fact]
    public async Task Other_names_stay_other_courses()
    {
        using var teacher = await program.TeacherAsync(3);
        string[] names = ["Fizik-1", "Fizik-2", "Op. Araştırması", "Araştırması", "Mat. I", "Mat. II", "C", "C++"];
        foreach (var name in names)
            (await teacher.PostAsync(Courses, new { name })).Expect(HttpStatusCode.Created);
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            (await teacher.GetAsync(Courses))
                .Expect(HttpStatusCode.OK)
                .Body.EnumerateArray()
                .Select(course => course.GetProperty("name").GetString()!)
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("50%2F50")]
    public async Task Course_with_an_odd_name_is_reached_by_its_id(string name)
    {
        using var teacher = await program.TeacherAsync(4);
        var id = await program.OpensAsync(teacher, name);
        program.Clock.Advance(TimeSpan.FromMinutes(1));
        await teacher.FinishesAsync(id);
        await teacher.IsInHistoryAsync(id);
        var course = (await teacher.GetAsync($"/api/v1/teacher/attendances/{id}"))["course_id"].GetGuid();

        Assert.Equal(name, (await teacher.GetAsync($"{Courses}/{course}")).Expect(HttpStatusCode.OK).Words("name"));
        Assert.Single(
            (await teacher.GetAsync($"{Courses}/{course}/report"))
                .Expect(HttpStatusCode.OK)["sessions"]
                .EnumerateArray()
                .ToList()
        );
        (await teacher.GetAsync($"{Courses}/{course}/students")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Course_exists_once_for_each_section()
    {
        using var teacher = await program.TeacherAsync(5);
        var made = await CreateAsync(
            teacher,
            new
            {
                name = "Işık Bilgisi",
                code = "FIZ 101",
                kind = "practice",
            }
        );
        Assert.Equal(("FIZ 101", "practice", "owner"), (made.Words("code"), made.Words("kind"), made.Words("role")));
        (await teacher.PostAsync(Courses, new { name = "IŞIK BİLGİSİ" })).Expect(
            HttpStatusCode.Conflict,
            "course_exists"
        );
        await CreateAsync(teacher, new { name = "IŞIK BİLGİSİ", section = "B" });
        (await teacher.PostAsync(Courses, new { name = "x", term_id = Guid.NewGuid() })).Expect(
            HttpStatusCode.NotFound,
            "term_not_found"
        );
        (await teacher.PostAsync(Courses, new { name = " " })).Expect(HttpStatusCode.UnprocessableEntity);
        (await teacher.PostAsync(Courses, new { name = "x", kind = "seminar" })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (await teacher.GetAsync($"{Courses}?term_id=soon")).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Session_is_opened_for_a_course_by_its_id()
    {
        using var teacher = await program.TeacherAsync(6);
        using var another = await program.TeacherAsync(7);
        var course = (await CreateAsync(teacher, new { name = "Optics", section = "C" }))["course_id"].GetGuid();
        object request = new
        {
            course_id = course,
            end_time = program.Now.AddMinutes(30),
            security_option = 1,
        };

        (await another.TriesToOpenAsync(request)).Expect(HttpStatusCode.NotFound, "course_not_found");
        var opened = (await teacher.TriesToOpenAsync(request)).Expect(HttpStatusCode.Created);
        Assert.Equal(("Optics", course), (opened.Words("lesson_name"), opened["course_id"].GetGuid()));
        (await teacher.TriesToOpenAsync(new { end_time = program.Now.AddMinutes(30), security_option = 1 })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task Enrolment_has_days_a_group_and_an_exemption_with_a_reason()
    {
        using var teacher = await program.TeacherAsync(8);
        var course = (await CreateAsync(teacher, new { name = "Enrolment" }))["course_id"].GetGuid();
        var path = $"{Courses}/{course}/students";
        (await teacher.PutAsync($"{path}/4711", new { group = "A" })).Expect(HttpStatusCode.UnprocessableEntity);
        (await teacher.PutAsync($"{path}/4711", new { student_full_name = "Ada", exempt = true })).Expect(
            HttpStatusCode.UnprocessableEntity
        );
        (
            await teacher.PutAsync(
                $"{path}/4711",
                new
                {
                    student_full_name = "Ada",
                    from = "2026-10-02",
                    to = "2026-10-01",
                }
            )
        ).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Empty((await teacher.GetAsync(path)).Expect(HttpStatusCode.OK).Body.EnumerateArray());

        await EnrolAsync(
            new
            {
                student_full_name = "Ada",
                from = "2026-10-02",
                group = "A",
            }
        );
        await EnrolAsync(new { exempt = true, exempt_reason = "Repeats the course" });
        (
            await teacher.PutAsync(
                path,
                new { students = new[] { new { student_school_number = "4711", student_full_name = "Ada L." } } }
            )
        ).Expect(HttpStatusCode.OK);
        var listed = Assert.Single((await teacher.GetAsync(path)).Expect(HttpStatusCode.OK).Body.EnumerateArray());
        Assert.Equal("Ada L.", listed.GetProperty("user_full_name").GetString());
        Assert.Equal("2026-10-02", listed.GetProperty("from").GetString());
        Assert.Equal("A", listed.GetProperty("group").GetString());
        Assert.Equal("Repeats the course", listed.GetProperty("exempt_reason").GetString());

        (await teacher.DeleteAsync($"{path}/4711")).Expect(HttpStatusCode.OK);
        Assert.Empty((await teacher.GetAsync(path)).Expect(HttpStatusCode.OK).Body.EnumerateArray());

        async Task EnrolAsync(object change) =>
            (await teacher.PutAsync($"{path}/4711", change)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Null_takes_a_group_and_days_away_and_what_is_missing_stays()
    {
        using var teacher = await program.TeacherAsync(8);
        var course = (await CreateAsync(teacher, new { name = "Mistyped days" }))["course_id"].GetGuid();
        var path = $"{Courses}/{course}/students/4712";
        await EnrolAsync(
            new
            {
                student_full_name = "Ada",
                group = "A",
                from = "2026-10-01",
                to = "2026-10-02",
            }
        );

        var kept = await EnrolAsync(new { group = "B" });
        Assert.Equal("2026-10-02", kept.GetProperty("to").GetString());
        var cleared = await EnrolAsync(
            new
            {
                group = (string?)null,
                from = (string?)null,
                to = (string?)null,
            }
        );
        foreach (var field in new[] { "group", "from", "to" })
            Assert.Equal(JsonValueKind.Null, cleared.GetProperty(field).ValueKind);

        async Task<JsonElement> EnrolAsync(object change) =>
            (await teacher.PutAsync(path, change)).Expect(HttpStatusCode.OK).Body[0];
    }

    [Fact]
    public async Task Refused_opening_makes_no_course()
    {
        using var teacher = await program.TeacherAsync(1);
        var id = await program.OpensAsync(teacher, "Running");
        (
            await teacher.TriesToOpenAsync(
                new
                {
                    lesson_name = "Mistyped",
                    end_time = program.Now.AddMinutes(30),
                    security_option = 1,
                }
            )
        ).Expect(HttpStatusCode.BadRequest, "session_overlaps");
        var courses = (await teacher.GetAsync(Courses)).Expect(HttpStatusCode.OK).Body.EnumerateArray();
        Assert.DoesNotContain(courses, course => course.GetProperty("name").GetString() == "Mistyped");
        await teacher.FinishesAsync(id);
    }

    [Fact]
    public async Task Fifty_openings_of_a_new_name_at_once_make_one_course()
    {
        using var teacher = await program.TeacherAsync(9);
        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(number =>
                    teacher.TriesToOpenAsync(
                        new
                        {
                            lesson_name = number % 2 == 0 ? "Yarış I" : "YARIŞ I",
                            end_time = program.Now.AddMinutes(30),
                            security_option = 1,
                        }
                    )
                )
        );
        Assert.Single((await teacher.GetAsync(Courses)).Expect(HttpStatusCode.OK).Body.EnumerateArray().ToList());
        Assert.Single((await teacher.GetAsync(Lessons)).Expect(HttpStatusCode.OK).Body.EnumerateArray().ToList());
    }

    [Fact]
    public async Task History_says_that_there_is_more_and_lists_one_course()
    {
        using var teacher = await program.TeacherAsync(10);
        var ids = new List<Guid>();
        foreach (var lesson in new[] { "Paged", "Paged", "Elsewhere", "Paged" })
        {
            var id = await program.OpensAsync(teacher, lesson);
            program.Clock.Advance(TimeSpan.FromMinutes(1));
            await teacher.FinishesAsync(id);
            await teacher.IsInHistoryAsync(id);
            ids.Add(id);
        }

        var course = (await teacher.GetAsync($"/api/v1/teacher/attendances/{ids[0]}"))["course_id"].GetGuid();
        var first = (
            await teacher.GetAsync($"/api/v1/teacher/attendances/historical?course_id={course}&limit=2")
        ).Expect(HttpStatusCode.OK);
        Assert.Equal([ids[3], ids[1]], IdsOf(first.Body));
        var old = first.Body.EnumerateArray().Last().GetProperty("start_time").GetString()!;
        Assert.Equal(
            [ids[0]],
            IdsOf(
                (
                    await teacher.GetAsync(
                        $"/api/v1/teacher/attendances/historical?course_id={course}&before={Uri.EscapeDataString(old)}"
                    )
                ).Body
            )
        );
        var link = Assert.Single(first.Response.Headers.GetValues("Link"));
        Assert.EndsWith("rel=\"next\"", link, StringComparison.Ordinal);
        var last = (await teacher.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)])).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal([ids[0]], IdsOf(last.Body));
        Assert.False(last.Response.Headers.Contains("Link"));
    }

    private static List<Guid> IdsOf(JsonElement sessions) =>
        [.. sessions.EnumerateArray().Select(session => session.GetProperty("attendance_id").GetGuid())];

    private static async Task<Answer> CreateAsync(Teacher teacher, object course) =>
        (await teacher.PostAsync(Courses, course)).Expect(HttpStatusCode.Created);
}
