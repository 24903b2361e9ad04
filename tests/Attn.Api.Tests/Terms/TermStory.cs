using System.Globalization;
using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Terms;

/// <summary>
/// Two terms of two teachers and their students, played over the contract and written down. One seed always plays the
/// same; the days go by the program's clock.
/// </summary>
internal sealed class TermStory(ClockedProgram program, int seed)
{
    public const string Shared = "İleri Fizik I";
    public const string Planned = "Op. Araştırması";
    public const string Listless = "Kimya Laboratuvarı";
    private const int LateAfter = 10;
    private static readonly string[] Spellings =
    [
        Shared,
        "ILERI FIZIK I",
        "ileri  fizik\u00A0i",
        "İLERİ\u200D FİZİK I",
    ];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly List<string> _typed = [$"typed-{seed}-1", $"typed-{seed}-2"];
    private readonly int _owner = program.NextTeacher();
    private readonly int _colleague = program.NextTeacher();
    private DateTimeOffset _firstDay;

    public List<LoggedCourse> Courses { get; } = [];

    /// <summary>As they are shown: by the portal, or as they were typed.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    public List<string> Students => [.. Names.Keys.Order(StringComparer.Ordinal)];

    public string Owner { get; private set; } = "";

    public string Colleague { get; private set; } = "";

    public DateTimeOffset Now => program.Now;

    /// <summary>What <c>TERM_STARTS</c> has to be for the terms of a story that begins now.</summary>
    public static string TermStartsFor(DateTimeOffset now) =>
        string.Join(',', new[] { -10, 40 }.Select(days => DayOf(now.AddDays(days))));

    public async Task BeginAsync()
    {
        // 9:00 in Istanbul.
        _firstDay = new DateTimeOffset(program.Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddHours(6);
        AdvanceTo(_firstDay);
        for (var place = 0; place < 11; place++)
        {
            var number = program.NextStudent();
            using var student = await program.StudentAsync(number);
            _accounts.Add(student.Number, number);
            Names.Add(student.Number, $"Demo Student {number}");
        }

        foreach (var typed in _typed)
            Names.Add(typed, $"Typed {typed}");
        (Owner, Colleague) = ($"demo_teacher_{_owner}", $"demo_teacher_{_colleague}");
    }

    public Task<Teacher> TeacherAsync(string number) => program.TeacherAsync(number == Owner ? _owner : _colleague);

    /// <summary><c>null</c>: somebody whom only the teacher knows.</summary>
    public async Task<Student?> StudentAsync(string number) =>
        _accounts.TryGetValue(number, out var account) ? await program.StudentAsync(account) : null;

    public LoggedCourse Course(string name, Guid termId) =>
        Courses.Single(course => course.Name == name && course.TermId == termId);

    /// <summary>Makes the term's three courses: by name, by a list, and by opening its first session.</summary>
    public async Task BeginTermAsync(int day)
    {
        AdvanceTo(_firstDay.AddDays(day));
        using var owner = await TeacherAsync(Owner);
        using var colleague = await TeacherAsync(Colleague);
        var terms = (await owner.GetAsync("/api/v1/teacher/terms")).Expect(HttpStatusCode.OK);
        var term = terms.Body.EnumerateArray().Single(each => each.GetProperty("is_current").GetBoolean());
        var termId = term.GetProperty("term_id").GetGuid();

        var listed = Students.Except(_typed).Take(8).Append(_typed[0]).ToList();
        var csv = string.Join('\n', listed.Select(number => $"{number};Typed {number}"));
        await owner.ListsStudentsAsync(Shared, csv);
        var plan = new
        {
            planned_sessions = 8,
            hours_per_session = 1.5,
            kind = "practice",
        };
        (await owner.PutAsync($"/api/v1/teacher/lessons/{Uri.EscapeDataString(Planned)}", plan)).Expect(
            HttpStatusCode.OK
        );
        (await colleague.PostAsync("/api/v1/teacher/courses", new { name = Listless })).Expect(HttpStatusCode.Created);
        var shared = await AddAsync(owner, Shared, termId, [Owner, Colleague]);
        foreach (var number in listed)
            shared.List.Add(number, new());
        var planned = await AddAsync(owner, Planned, termId, [Owner]);
        planned.Policy = new(Limit: 80, Planned: 8, HoursPerSession: 1.5m);
        await AddAsync(colleague, Listless, termId, [Colleague]);
        (
            await owner.PutAsync(
                $"/api/v1/teacher/courses/{shared.Id}/teachers/{Colleague}",
                new { role = "assistant" }
            )
        ).Expect(HttpStatusCode.OK);
    }

    private async Task<LoggedCourse> AddAsync(Teacher teacher, string name, Guid termId, IReadOnlyList<string> teachers)
    {
        var courses = (await teacher.GetAsync("/api/v1/teacher/courses")).Expect(HttpStatusCode.OK).Body;
        var id = courses
            .EnumerateArray()
            .Single(course => course.GetProperty("name").GetString() == name)
            .GetProperty("course_id")
            .GetGuid();
        var course = new LoggedCourse(id, termId, name, teachers);
        Courses.Add(course);
        return course;
    }

    /// <summary>Holds a session of a course at its hour of this day, with whatever happens in it.</summary>
    /// <param name="by">Who opens it; <c>null</c>: the first teacher.</param>
    /// <param name="during">Called while everybody has come and nobody has gone.</param>
    public async Task<LoggedSession> HoldAsync(
        LoggedCourse course,
        int day,
        bool lates = false,
        string? by = null,
        LoggedSession? planned = null,
        Func<LoggedSession, Task>? during = null,
        IReadOnlyList<string>? strangers = null
    )
    {
        AdvanceTo(StartOf(course, day));
        using var teacher = await TeacherAsync(by ?? course.Teachers[0]);
        var session = planned ?? await OpenAsync(course, teacher, lates ? LateAfter : null, Now, minutes: 90);
        var pool = (course.List.Count == 0 ? Students : [.. course.List.Keys.Order(StringComparer.Ordinal)])
            .Union(strangers ?? [])
            .ToList();
        var early = pool.Where(_ => _random.Next(3) > 0).ToList();
        program.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var student in early)
            await ActAsync(teacher, session, student);
        program.Clock.Advance(TimeSpan.FromMinutes(LateAfter));
        foreach (var student in pool.Except(early))
            await ActAsync(teacher, session, student);
        foreach (var stranger in (strangers ?? []).Where(stranger => !session.Words.ContainsKey(stranger)))
            await AttendAsync(teacher, session, stranger);
        if (during is not null)
            await during(session);
        program.Clock.Advance(TimeSpan.FromMinutes(_random.Next(20, 70)));
        await teacher.FinishesAsync(session.Id);
        session.End = Now;
        await IsArchivedAsync(teacher, session);
        return session;
    }

    /// <summary>Plans a session of another day.</summary>
    public async Task<LoggedSession> PlanAsync(LoggedCourse course, int day, int forDay, bool lates = false)
    {
        AdvanceTo(StartOf(course, day).AddHours(-1));
        using var teacher = await TeacherAsync(course.Teachers[0]);
        return await OpenAsync(course, teacher, lates ? LateAfter : null, StartOf(course, forDay), minutes: 90);
    }

    public async Task CancelAsync(LoggedCourse course, LoggedSession session)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        (await teacher.CancelsAsync(session.Id)).Expect(HttpStatusCode.OK);
        session.IsCancelled = true;
        if (session.Start <= Now)
            session.End = Now;
        await IsArchivedAsync(teacher, session);
    }

    /// <summary>Opens a session; somebody comes; then it does not take place.</summary>
    public async Task CancelRunningAsync(LoggedCourse course, int day)
    {
        AdvanceTo(StartOf(course, day));
        using var teacher = await TeacherAsync(course.Teachers[0]);
        var session = await OpenAsync(course, teacher, lateAfter: null, Now, minutes: 90);
        program.Clock.Advance(TimeSpan.FromMinutes(3));
        foreach (var student in Students.Take(3))
            await AttendAsync(teacher, session, student);
        await CancelAsync(course, session);
    }

    /// <summary>Ends a planned session before anybody could come.</summary>
    public async Task FinishBeforeStartAsync(LoggedCourse course, LoggedSession session)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        await teacher.FinishesAsync(session.Id);
        session.Start = session.End = Now;
        await IsArchivedAsync(teacher, session);
    }

    public async Task DeleteAsync(LoggedCourse course, LoggedSession session)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        (await teacher.DeletesAsync(session.Id, "Opened by mistake")).Expect(HttpStatusCode.NoContent);
        session.IsDeleted = true;
    }

    /// <summary>Corrects a past session: each word is replaced by each other one, sooner or later.</summary>
    public async Task CorrectAsync(LoggedCourse course, LoggedSession session, string? by = null)
    {
        using var teacher = await TeacherAsync(by ?? course.Teachers[0]);
        foreach (var student in Students.OrderBy(_ => _random.Next()).Take(4).ToList())
            await CorrectAsync(teacher, session, student);
    }

    public async Task EnrolAsync(LoggedCourse course, string student, LoggedEnrolment enrolment)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        var request = new Dictionary<string, object>(StringComparer.Ordinal);
        if (!_accounts.ContainsKey(student))
            request.Add("student_full_name", Names[student]);
        if (enrolment.From is { } from)
            request.Add("from", from);
        if (enrolment.To is { } to)
            request.Add("to", to);
        if (enrolment.IsExempt)
        {
            request.Add("exempt", true);
            request.Add("exempt_reason", "Met the condition last year");
        }

        (await teacher.PutAsync($"/api/v1/teacher/courses/{course.Id}/students/{student}", request)).Expect(
            HttpStatusCode.OK
        );
        course.List[student] = enrolment;
    }

    public async Task RemoveAsync(LoggedCourse course, string student)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        (await teacher.DeleteAsync($"/api/v1/teacher/courses/{course.Id}/students/{student}")).Expect(
            HttpStatusCode.OK
        );
        course.List.Remove(student);
    }

    public async Task SetAsync(LoggedCourse course, LoggedPolicy policy)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        var request = new
        {
            counts = policy.Counts,
            excused = policy.Excused,
            lates_per_absence = policy.Lates,
            limit_percent = policy.Limit,
            planned_units = policy.Planned,
            hours_per_session = policy.HoursPerSession,
        };
        (await teacher.PutAsync($"/api/v1/teacher/courses/{course.Id}/policy", request)).Expect(HttpStatusCode.OK);
        course.Policy = policy;
    }

    /// <summary>Gives a course a slot around its hour of every day; sessions of the past have it, too.</summary>
    public async Task PlanWeekAsync(LoggedCourse course)
    {
        using var teacher = await TeacherAsync(course.Teachers[0]);
        var hour = StartOf(course, day: 0).AddHours(3).Hour;
        var slots = Enumerable
            .Range(1, 7)
            .Select(weekday => new
            {
                weekday,
                from = $"{hour:D2}:00",
                to = $"{hour + 1:D2}:45",
            });
        (await teacher.PutAsync($"/api/v1/teacher/courses/{course.Id}/timetable", new { slots })).Expect(
            HttpStatusCode.OK
        );
        course.SlotHours = 1.75m;
    }

    public void AdvanceTo(DateTimeOffset instant)
    {
        Assert.True(instant >= Now, "The story goes forward.");
        program.Clock.Advance(instant - Now);
    }

    public void AdvanceToDay(int day) => AdvanceTo(_firstDay.AddDays(day));

    public DateOnly Day(int day) => DateOnly.FromDateTime(_firstDay.AddDays(day).AddHours(3).DateTime);

    private DateTimeOffset StartOf(LoggedCourse course, int day) =>
        _firstDay
            .AddDays(day)
            .AddHours(
                course.Name == Shared ? 2
                : course.Name == Planned ? 5
                : 8
            );

    private static string DayOf(DateTimeOffset day) =>
        // No term begins on a day that most years do not have.
        (day is { Month: 2, Day: 29 } ? day.AddDays(1) : day).ToString("MM-dd", CultureInfo.InvariantCulture);

    private async Task<LoggedSession> OpenAsync(
        LoggedCourse course,
        Teacher teacher,
        int? lateAfter,
        DateTimeOffset start,
        int minutes
    )
    {
        decimal? hours = _random.Next(4) == 0 ? _random.Next(1, 12) / 4m : null;
        var isByName = _random.Next(2) == 0;
        var opened = await teacher.TriesToOpenAsync(
            new
            {
                lesson_name = isByName ? SpellingOf(course) : null,
                course_id = isByName ? null : (Guid?)course.Id,
                start_time = start,
                end_time = start.AddMinutes(minutes),
                security_option = 1,
                late_after_minutes = lateAfter,
                hours,
            }
        );
        Assert.Equal(course.Id, opened.Expect(HttpStatusCode.Created)["course_id"].GetGuid());
        var session = new LoggedSession(opened["attendance_id"].GetGuid(), start)
        {
            End = start.AddMinutes(minutes),
            LateAfter = lateAfter,
            Hours = hours,
        };
        course.Sessions.Add(session);
        return session;
    }

    private string SpellingOf(LoggedCourse course) =>
        course.Name == Shared ? Spellings[_random.Next(Spellings.Length)] : course.Name;

    private static async Task IsArchivedAsync(Teacher teacher, LoggedSession session)
    {
        await teacher.IsInHistoryAsync(session.Id);
        session.IsPast = true;
    }

    /// <summary>What one student does in a running session, and what the teacher does about it.</summary>
    private async Task ActAsync(Teacher teacher, LoggedSession session, string student)
    {
        var what = _random.Next(12);
        if (what is 0 or 1)
            return;
        if (what is 2)
        {
            await ExcuseAsync(teacher, session, student);
            return;
        }

        if (what is 3)
        {
            await ExcuseAsync(teacher, session, student);
            (await teacher.AcceptsAsync(session.Id, student)).Expect(HttpStatusCode.OK);
            session.Words[student] = session.WordAt(Now);
            return;
        }

        if (what is 4)
        {
            (await teacher.AddsAsync(session.Id, student, Names[student])).Expect(HttpStatusCode.Created);
            (await teacher.UndoesAsync(session.Id, student)).Expect(HttpStatusCode.OK);
            return;
        }

        await AttendAsync(teacher, session, student);
        if (what is 5 or 6)
        {
            (await teacher.FailsAsync(session.Id, student, "A phone at home")).Expect(HttpStatusCode.OK);
            session.Words[student] = "not_accepted";
        }

        if (what is 7)
        {
            (await teacher.FailsAsync(session.Id, student, "A phone at home")).Expect(HttpStatusCode.OK);
            (await teacher.UndoesAsync(session.Id, student)).Expect(HttpStatusCode.OK);
        }

        program.Clock.Advance(TimeSpan.FromSeconds(7));
    }

    private async Task AttendAsync(Teacher teacher, LoggedSession session, string student)
    {
        if (await StudentAsync(student) is { } person)
        {
            using (person)
                (await person.AttendsAsync(session.Id)).Expect(HttpStatusCode.OK);
        }
        else
        {
            (await teacher.AddsAsync(session.Id, student, Names[student])).Expect(HttpStatusCode.Created);
        }

        session.Words[student] = session.WordAt(Now);
    }

    private async Task ExcuseAsync(Teacher teacher, LoggedSession session, string student)
    {
        var excuse = new { note = "A sick note", student_full_name = Names[student] };
        (await teacher.ExcusesAsync(session.Id, student, excuse)).Expect(HttpStatusCode.OK);
        session.Words[student] = "excused";
    }

    private async Task CorrectAsync(Teacher teacher, LoggedSession session, string student)
    {
        var before = session.Words.GetValueOrDefault(student);
        var what = _random.Next(4);
        if (before is null)
        {
            if (what == 0)
                await ExcuseAsync(teacher, session, student);
            else
                await AddLaterAsync(teacher, session, student, isAttended: what > 1);
        }
        else if (what == 0)
        {
            (await teacher.AcceptsLaterAsync(session.Id, student)).Expect(HttpStatusCode.OK);
            session.Words[student] = session.WordAt(Now);
        }
        else if (what == 1)
        {
            (await teacher.FailsLaterAsync(session.Id, student, "Was not there")).Expect(HttpStatusCode.OK);
            session.Words[student] = "not_accepted";
        }
        else if (what == 2)
        {
            await ExcuseAsync(teacher, session, student);
        }
        else
        {
            (await teacher.DeletesRecordAsync(session.Id, student, "Another class")).Expect(HttpStatusCode.NoContent);
            session.Words.Remove(student);
        }

        if (_random.Next(3) == 0)
        {
            (await teacher.UndoesAsync(session.Id, student)).Expect(HttpStatusCode.OK);
            session.Words.Remove(student);
            if (before is not null)
                session.Words.Add(student, before);
        }
    }

    private async Task AddLaterAsync(Teacher teacher, LoggedSession session, string student, bool isAttended)
    {
        (await teacher.AddsLaterAsync(session.Id, student, Names[student], isAttended)).Expect(HttpStatusCode.Created);
        session.Words[student] = isAttended ? session.WordAt(Now) : "not_accepted";
    }
}
