using System.IO.Pipelines;
using System.Text;
using Attn.Api.Features.Reports;
using Attn.Api.Features.Reports.Words;
using Attn.Api.Features.Reports.Workbooks;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Attn.Storage.Reports;
using Microsoft.AspNetCore.Http;

namespace Attn.Api.Tests.Reports;

/// <summary>Reports made without a program, and their files.</summary>
internal static class SampleReport
{
    private static readonly DateTimeOffset FirstStart = new(2026, 9, 14, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Istanbul");
    private static readonly AttendanceStatus[] Statuses = Enum.GetValues<AttendanceStatus>();

    public static readonly CoursePolicy BySessions = new(
        CountedUnit.Sessions,
        ExcusedRule.Neutral,
        LatesPerAbsence: 3,
        LimitPercent: 70,
        PlannedUnits: 42
    );

    public static readonly CoursePolicy ByHours = new(
        CountedUnit.Hours,
        ExcusedRule.Attended,
        LatesPerAbsence: 2,
        LimitPercent: 66.7m,
        PlannedUnits: 42,
        HoursPerSession: 2.5m
    );

    public static CourseReport Of(
        CoursePolicy policy,
        int sessions,
        int students,
        string? courseName = null,
        IReadOnlyList<string>? names = null,
        int seed = 7
    )
    {
        // Three a week, two of them on one day.
        var held = Enumerable
            .Range(0, sessions)
            .Select(place =>
                SessionAt(FirstStart.AddDays(7 * (place / 3) + (place % 3 == 2 ? 3 : 0)).AddHours(place % 3 * 2))
            )
            .ToList();
        var cancelled = SessionAt(FirstStart.AddDays(2)) with { CancelledAt = FirstStart, CancelReason = "Ill" };
        var counted = held.ConvertAll(session => CourseSession.Of(session, policy, Zone));
        return new()
        {
            Course = Course(courseName ?? "İleri Şifreleme"),
            Policy = policy,
            Sessions = [.. held.Zip(counted, (session, each) => new ReportedSession(session, each.Hours))],
            NotHeld = [new(cancelled, 1)],
            Students = Enumerable
                .Range(0, students)
                .ToAsyncEnumerable()
                .Select(place => StudentOf(place, policy, counted, names, new Random((seed * 1000) + place))),
            Filter = new(Only: null, InARow: 3),
            FirstDay = null,
            LastDay = null,
            After = null,
            LastNumber = null,
            Teachers = ["Ayşe Öğretmen", "Çağrı Ünlü"],
            Origin = new("Örnek Üniversitesi", FirstStart.AddDays(100), Zone),
        };
    }

    public static SessionReport OfSession(int students, IReadOnlyList<string>? names = null)
    {
        var session = SessionAt(FirstStart) with { LessonName = "İleri Şifreleme", LateAfterMinutes = 10 };
        var rows = Enumerable
            .Range(0, students)
            .ToAsyncEnumerable()
            .Select(place =>
                SessionStudent.Of(
                    NumberOf(place),
                    NameOf(place, names),
                    !IsStranger(place),
                    RecordOf(session, place),
                    isOnOtherDays: place % 13 == 9
                )
            );
        return new(session, Course("İleri Şifreleme"), rows, new(null, FirstStart.AddDays(1), Zone));
    }

    public static async Task<byte[]> WorkbookAsync(CourseReport report, ReportLanguage language)
    {
        using var file = new MemoryStream();
        await WriteAsync(file, report, language);
        return file.ToArray();
    }

    public static async Task WriteAsync(Stream file, CourseReport report, ReportLanguage language)
    {
        await using var output = new BufferedResponseStream(PipeWriter.Create(file, new(leaveOpen: true)));
        await TermWorkbook.WriteAsync(output, report, ReportWords.In(language), CancellationToken.None);
        await output.SendAsync(CancellationToken.None);
    }

    public static async Task<byte[]> WorkbookAsync(SessionReport report, ReportLanguage language)
    {
        using var file = new MemoryStream();
        await using var output = new BufferedResponseStream(PipeWriter.Create(file, new(leaveOpen: true)));
        await SessionWorkbook.WriteAsync(output, report, ReportWords.In(language), CancellationToken.None);
        await output.SendAsync(CancellationToken.None);
        return file.ToArray();
    }

    /// <summary>As somebody receives it who asks for the file.</summary>
    public static async Task<(string Name, string Text)> SaveAsync(ReportFile file)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await file.ExecuteAsync(context);
        await context.Response.CompleteAsync();
        var name = context.Response.Headers.ContentDisposition.ToString();
        return (name.Split('"')[1], Encoding.UTF8.GetString(body.ToArray()));
    }

    private static TermStudentResponse StudentOf(
        int place,
        CoursePolicy policy,
        IReadOnlyList<CourseSession> sessions,
        IReadOnlyList<string>? names,
        Random random
    )
    {
        var presence = random.Next(2, 10);
        AttendanceStatus[] statuses =
        [
            .. sessions.Select(_ =>
                random.Next(10) < presence ? AttendanceStatus.Present : Statuses[random.Next(Statuses.Length)]
            ),
        ];
        var enrolment = new Enrolment(NumberOf(place), NameOf(place, names))
        {
            From = place % 7 == 3 ? new DateOnly(2026, 10, 5) : null,
            IsExempt = place % 11 == 5,
        };
        var listed = IsStranger(place) ? null : enrolment;
        return TermStudentResponse.Of(
            new TermStudent(enrolment.StudentNumber, enrolment.Name, listed, statuses),
            hasClassList: true,
            sessions,
            CourseProgress.Of(policy, listed, sessions, statuses)
        );
    }

    private static AttendanceRecord? RecordOf(ClassSession session, int place)
    {
        RecordState? state = (place % 6) switch
        {
            0 => RecordState.Present(session.StartTime.AddMinutes(3), DecidedBy.System),
            1 => RecordState.Present(session.StartTime.AddMinutes(30), DecidedBy.Teacher),
            2 => RecordState.Failed(FailReasons.Pending, DecidedBy.System),
            3 => RecordState.Failed(FailReasons.WifiFailed, DecidedBy.System),
            4 => RecordState.Failed("-5 puan", DecidedBy.Teacher) with { Excused = true, Note = "-5 puan" },
            _ => null,
        };
        return state is null
            ? null
            : new()
            {
                SessionId = session.Id,
                StudentNumber = NumberOf(place),
                StudentName = NameOf(place, null),
                State = state,
                UpdatedAt = session.StartTime,
            };
    }

    /// <summary>Not on the class list.</summary>
    public static bool IsStranger(int place) => place % 13 == 8;

    private static string NumberOf(int place) => $"0502{place:000000}";

    private static string NameOf(int place, IReadOnlyList<string>? names) =>
        names is null ? $"Öğrenci Adı Soyadı {place}" : names[place % names.Count];

    private static ClassSession SessionAt(DateTimeOffset start) =>
        new()
        {
            Id = Guid.NewGuid(),
            TeacherNumber = "t1",
            TeacherName = "Prof. Dr. Ayşe Öğretmen",
            LessonName = "İleri Şifreleme",
            StartTime = start,
            EndTime = start.AddMinutes(50),
            SecurityOption = SecurityOption.Manual,
        };

    private static Course Course(string name) =>
        new()
        {
            Id = Guid.NewGuid(),
            Term = new(Guid.NewGuid(), "Güz 2026", new(2026, 9, 1), new(2027, 1, 31)),
            Name = name,
            Code = "BM401",
            Section = "1",
            Kind = CourseKind.Theory,
            Role = TeacherRole.Owner,
            Policy = null,
            HeldSessions = 0,
            LastHeldAt = null,
            HasClassList = true,
            StudentCount = 0,
        };
}
