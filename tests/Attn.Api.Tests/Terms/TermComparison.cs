using System.Globalization;
using System.Net;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Terms;

/// <summary>Asks every place that shows a figure, and compares it with what was done.</summary>
internal sealed class TermComparison(TermStory story)
{
    private static readonly string[] Words = ["present", "late", "pending", "not_accepted", "excused", "absent"];

    public async Task AssertAllAsync()
    {
        foreach (var course in story.Courses)
            await AssertCourseAsync(course);
        foreach (var term in story.Courses.Select(course => course.TermId).Distinct())
        {
            await AssertListsAsync(story.Owner, term);
            await AssertListsAsync(story.Colleague, term);
        }

        foreach (var student in story.Students)
            await AssertStudentAsync(student);
    }

    /// <summary>The report of a course; for each of its teachers, and by its old route, the same bytes.</summary>
    public async Task<string> ReportAsync(LoggedCourse course)
    {
        string? report = null;
        foreach (var number in course.Teachers)
        {
            using var teacher = await story.TeacherAsync(number);
            var answer = await teacher.GetAsync($"/api/v1/teacher/courses/{course.Id}/report");
            var lesson = Uri.EscapeDataString(course.Name);
            var old = await teacher.GetAsync($"/api/v1/teacher/lessons/{lesson}/report?term_id={course.TermId}");
            report ??= answer.Expect(HttpStatusCode.OK).Text;
            Assert.Equal(report, answer.Text);
            Assert.Equal(report, old.Expect(HttpStatusCode.OK).Text);
        }

        return report!;
    }

    /// <summary>A session that runs, or one that has ended: summary and report.</summary>
    public async Task AssertSessionAsync(Teacher teacher, LoggedCourse course, LoggedSession session)
    {
        var expected = course.ExpectedIn(session).ToHashSet(StringComparer.Ordinal);
        var hasList = course.List.Count > 0;
        var rows = expected
            .Union(session.Words.Keys)
            .Order(StringComparer.Ordinal)
            .Select(number => new SessionRow(
                number,
                story.Names[number],
                session.WordOf(number),
                hasList ? course.List.ContainsKey(number) : null
            ))
            .ToList();
        var summary = await teacher.SummarizesAsync(session.Id);
        var report = await teacher.ReportsAsync(session.Id);
        Assert.Equal(rows, summary["students"].EnumerateArray().Select(SessionRow.Of));
        Assert.Equal(rows, report["students"].EnumerateArray().Select(SessionRow.Of));
        Dictionary<string, int> figures = Words.ToDictionary(word => word, word => rows.Count(row => row.Word == word));
        figures["attended"] = figures["present"] + figures["late"];
        figures["not_enrolled"] = rows.Count(row => row.IsEnrolled is false);
        figures["expected"] = hasList ? expected.Count : rows.Count;
        foreach (var (name, figure) in figures)
        {
            Assert.Equal((name, figure), (name, summary[name].GetInt32()));
            Assert.Equal((name, figure), (name, report["totals"].GetProperty(name).GetInt32()));
        }
    }

    private async Task AssertCourseAsync(LoggedCourse course)
    {
        var report = JsonSerializer.Deserialize<JsonElement>(await ReportAsync(course));
        var held = course.Held.ToList();
        Assert.Equal(
            held.Select(session => session.Id),
            report.GetProperty("sessions").EnumerateArray().Select(each => each.GetProperty("attendance_id").GetGuid())
        );
        Assert.Equal(course.Policy.Limit, report.GetProperty("required_percentage").GetDecimal());
        var students = course.List.Keys.Union(course.Seen).Order(StringComparer.Ordinal).ToList();
        var rows = report.GetProperty("students").EnumerateArray().ToList();
        Assert.Equal(
            students.Select(number => (number, story.Names[number])),
            rows.Select(row => (row.Text("user_school_number"), row.Text("user_full_name")))
        );
        using var teacher = await story.TeacherAsync(course.Teachers[^1]);
        var lines = await ReportFiles.ReadAsync(teacher, $"/api/v1/teacher/courses/{course.Id}/report", "csv");
        foreach (var (row, line) in rows.Zip(lines.Skip(1)))
        {
            var figures = new TermFigures(course, row.Text("user_school_number"));
            Assert.Equal(figures.Cells, row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()));
            AssertFigures(course, figures, row);
            Assert.Equal(figures.HoursAttended, row.GetProperty("hours_attended").GetDecimal());
            Assert.Equal(figures.HoursMissed, row.GetProperty("hours_missed").GetDecimal());
            AssertLine(figures, row, lines[0], line);
        }

        foreach (var session in course.Sessions.Where(session => session is { IsPast: true, IsDeleted: false }))
            await AssertSessionAsync(teacher, course, session);
    }

    private static void AssertFigures(LoggedCourse course, TermFigures figures, JsonElement row)
    {
        Assert.Equal(figures.CountOf("present", "late"), row.GetProperty("attended").GetInt32());
        foreach (var word in Words.Except(["present"]))
            Assert.Equal((word, figures.CountOf(word)), (word, row.GetProperty(word).GetInt32()));
        var sum = row.GetProperty("sum");
        Assert.Equal(course.Policy.Counts, sum.Text("unit"));
        foreach (var (name, figure) in figures.Sum)
            Assert.Equal((name, figure), (name, sum.Number(name)));
        Assert.Equal(figures.Percentage, row.Number("percentage"));
        Assert.Equal(figures.IsBelowLimit, row.GetProperty("is_below_limit").GetBoolean());
        Assert.Equal(figures.CanStillReach, row.Flag("can_still_reach"));
        Assert.Equal(figures.MayStillMiss, row.Number("may_still_miss"));
    }

    private static void AssertLine(TermFigures figures, JsonElement row, List<string> header, List<string> line)
    {
        Assert.Equal(row.Text("user_school_number"), line[0]);
        Assert.Equal(figures.FileCells, line.GetRange(2, figures.FileCells.Count));
        Dictionary<string, decimal?> expected = new(StringComparer.Ordinal)
        {
            ["Attended"] = figures.CountOf("present", "late"),
            ["Late"] = figures.CountOf("late"),
            ["Excused"] = figures.CountOf("excused"),
            ["Absent"] = figures.CountOf("absent"),
            ["Percentage"] = figures.Percentage,
            ["Hours attended"] = figures.HoursAttended,
            ["Hours missed"] = figures.HoursMissed,
            ["Not accepted"] = figures.CountOf("not_accepted"),
            ["Pending"] = figures.CountOf("pending"),
        };
        foreach (var (heading, figure) in expected)
            Assert.Equal((heading, figure), (heading, NumberIn(line[header.IndexOf(heading)])));
        var can = figures.CanStillReach is { } yes ? (yes ? "yes" : "no") : "";
        Assert.Equal(can, line[header.IndexOf("Can still reach")]);
    }

    private static decimal? NumberIn(string cell) =>
        cell.Length == 0 ? null : decimal.Parse(cell.Replace(',', '.'), CultureInfo.InvariantCulture);

    /// <summary>The teacher's courses of a term, and the same as lessons.</summary>
    private async Task AssertListsAsync(string number, Guid term)
    {
        using var teacher = await story.TeacherAsync(number);
        var own = story.Courses.Where(course => course.TermId == term && course.Teachers.Contains(number)).ToList();
        var courses = await ListAsync(teacher, $"/api/v1/teacher/courses?term_id={term}");
        var lessons = await ListAsync(teacher, $"/api/v1/teacher/lessons?term_id={term}");
        Assert.Equal(own.Count, courses.Count);
        Assert.Equal(own.Count, lessons.Count);
        foreach (var course in own)
        {
            var hasList = course.List.Count > 0;
            var expected = (course.Name, hasList, hasList ? course.List.Count : course.Seen.Count, course.Held.Count());
            Assert.Equal(expected, Described(courses, course, "name", "students", "sessions_held"));
            Assert.Equal(expected, Described(lessons, course, "lesson_name", "student_count", "held_sessions"));
            var students = await ListAsync(teacher, $"/api/v1/teacher/courses/{course.Id}/students");
            Assert.Equal(
                (hasList ? course.List.Keys : course.Seen.AsEnumerable()).Order(StringComparer.Ordinal),
                students.Select(student => student.Text("user_school_number"))
            );
        }
    }

    private static (string?, bool, int, int) Described(
        List<JsonElement> all,
        LoggedCourse course,
        string name,
        string students,
        string held
    )
    {
        var one = all.Single(each => each.GetProperty("course_id").GetGuid() == course.Id);
        return (
            one.Text(name),
            one.GetProperty("has_class_list").GetBoolean(),
            one.GetProperty(students).GetInt32(),
            one.GetProperty(held).GetInt32()
        );
    }

    private async Task AssertStudentAsync(string number)
    {
        using var student = await story.StudentAsync(number);
        if (student is null)
            return;
        foreach (var term in story.Courses.Select(course => course.TermId).Distinct())
        {
            var lessons = await ListAsync(student, $"/api/v1/student/lessons?term_id={term}");
            var own = story.Courses.Where(course => course.TermId == term && Concerns(course, number)).ToList();
            Assert.Equal(own.Count, lessons.Count);
            foreach (var course in own)
            {
                var row = lessons.Single(lesson => lesson.Text("lesson_name") == course.Name);
                var figures = new TermFigures(course, number);
                AssertFigures(course, figures, row);
                Assert.Equal(figures.CountOf(Words), row.GetProperty("held").GetInt32());
                Assert.Equal(course.Policy.Limit, row.GetProperty("required_percentage").GetDecimal());
            }
        }

        var attendances = await ListAsync(student, "/api/v1/student/attendances?limit=1000");
        Assert.Equal(
            from course in story.Courses
            from session in course.Sessions
            where session is { IsPast: true, IsDeleted: false } && ShowsTo(course, session, number)
            orderby session.Start descending
            select (session.Id, session.WordOf(number)),
            attendances.Select(each =>
                (each.GetProperty("session").GetProperty("attendance_id").GetGuid(), each.Text("status")!)
            )
        );
    }

    private static bool Concerns(LoggedCourse course, string student) =>
        course.List.ContainsKey(student) || course.Seen.Contains(student);

    /// <summary>Whoever has a record sees it; whoever was on the list that day sees the absence.</summary>
    private static bool ShowsTo(LoggedCourse course, LoggedSession session, string student) =>
        session.Words.ContainsKey(student)
        || (session.IsHeld && course.List.TryGetValue(student, out var listed) && listed.Covers(session.Day));

    private static async Task<List<JsonElement>> ListAsync(AttnClient client, string path) =>
        [.. (await client.GetAsync(path)).Expect(HttpStatusCode.OK).Body.EnumerateArray()];

    private sealed record SessionRow(string Number, string Name, string Word, bool? IsEnrolled)
    {
        public static SessionRow Of(JsonElement row) =>
            new(
                row.Text("user_school_number")!,
                row.Text("user_full_name")!,
                row.Text("status")!,
                row.Flag("enrolled")
            );
    }
}

internal static class JsonFields
{
    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static decimal? Number(this JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    public static bool? Flag(this JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag
            ? flag.GetBoolean()
            : null;
}
