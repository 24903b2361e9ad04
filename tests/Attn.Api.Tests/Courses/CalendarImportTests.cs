using System.Net;
using System.Text;
using System.Text.Json;
using Attn.Testing.Program;

namespace Attn.Api.Tests.Courses;

/// <summary>
/// A timetable from an iCalendar file. The term is 2026-09-01 to 2027-01-31, the zone Istanbul (UTC+3).
/// </summary>
public sealed class CalendarImportTests(AutumnProgram autumn) : IClassFixture<AutumnProgram>
{
    private const string Weekly =
        "DTSTART;TZID=Europe/Istanbul:20260928T090000\nDTEND;TZID=Europe/Istanbul:20260928T110000";

    [Theory]
    [InlineData(Weekly + "\nRRULE:FREQ=WEEKLY;COUNT=14", "1 09:00-11:00 2026-09-28..2026-12-28")]
    [InlineData(Weekly + "\nRRULE:FREQ=WEEKLY;UNTIL=20261026T060000Z", "1 09:00-11:00 2026-09-28..2026-10-26")]
    [InlineData(
        Weekly + "\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Istanbul:20261012T090000",
        "1 09:00-11:00 2026-09-28..2026-10-05",
        "1 09:00-11:00 2026-10-19..2026-10-19"
    )]
    [InlineData(Weekly, "1 09:00-11:00 2026-09-28..2026-09-28")]
    [InlineData(
        Weekly + "\nRRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO,WE",
        "1 09:00-11:00 2026-09-28..2026-10-05",
        "3 09:00-11:00 2026-09-30..2026-10-07"
    )]
    // UTC, a zone of another country, no zone, and a length instead of an end.
    [InlineData("DTSTART:20260928T060000Z\nDTEND:20260928T080000Z", "1 09:00-11:00 2026-09-28..2026-09-28")]
    [InlineData(
        "DTSTART;TZID=Europe/Berlin:20261019T090000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=2",
        "1 10:00-12:00 2026-10-19..2026-10-19",
        "1 11:00-13:00 2026-10-26..2026-10-26"
    )]
    [InlineData("DTSTART:20260928T090000\nDURATION:PT2H", "1 09:00-11:00 2026-09-28..2026-09-28")]
    // Only what lies in the term.
    [InlineData(
        "DTSTART:20260803T090000\nDTEND:20260803T110000\nRRULE:FREQ=WEEKLY;COUNT=40",
        "1 09:00-11:00 2026-09-07..2027-01-25"
    )]
    public async Task Events_with_times_become_weekly_slots(string lines, params string[] slots)
    {
        var read = (await ImportAsync(lines)).Expect(HttpStatusCode.OK);
        Assert.Equal(slots, read["slots"].EnumerateArray().Select(Describe));
        Assert.Empty(read["days_off"].EnumerateArray());
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261029", "2026-10-29")]
    [InlineData("DTSTART;VALUE=DATE:20261028\nDTEND;VALUE=DATE:20261031", "2026-10-28", "2026-10-29", "2026-10-30")]
    [InlineData("DTSTART;VALUE=DATE:20260830\nDTEND;VALUE=DATE:20260903", "2026-09-01", "2026-09-02")]
    [InlineData("DTSTART;VALUE=DATE:20270131\nDTEND;VALUE=DATE:20270215", "2027-01-31")]
    public async Task Events_of_whole_days_become_days_off(string lines, params string[] days)
    {
        var read = (await ImportAsync(Weekly, lines)).Expect(HttpStatusCode.OK);
        Assert.Equal(days, read["days_off"].EnumerateArray().Select(day => day.GetString()));
        Assert.Single(read["slots"].EnumerateArray());
    }

    [Fact]
    public async Task A_moved_lecture_stands_where_it_was_moved_to_and_a_cancelled_one_nowhere()
    {
        var read = await PutAsync(
            CalendarOf(
                ("course", Weekly + "\nRRULE:FREQ=WEEKLY;COUNT=3"),
                (
                    "course",
                    "RECURRENCE-ID;TZID=Europe/Istanbul:20261005T090000\n"
                        + "DTSTART;TZID=Europe/Istanbul:20261006T130000\nDTEND;TZID=Europe/Istanbul:20261006T150000"
                ),
                ("gone", "DTSTART:20261001T090000\nDTEND:20261001T110000\nSTATUS:CANCELLED")
            )
        );
        Assert.Equal(
            [
                "1 09:00-11:00 2026-09-28..2026-09-28",
                "1 09:00-11:00 2026-10-12..2026-10-12",
                "2 13:00-15:00 2026-10-06..2026-10-06",
            ],
            read.Expect(HttpStatusCode.OK)["slots"].EnumerateArray().Select(Describe)
        );
    }

    [Theory]
    [InlineData(Weekly + "\nRRULE:FREQ=WEEKLY")]
    [InlineData(Weekly + "\nRRULE:FREQ=SECONDLY;COUNT=2000000000")]
    [InlineData(Weekly + "\nRRULE:FREQ=MINUTELY;UNTIL=29990101T000000Z")]
    [InlineData(Weekly + "\nRRULE:FREQ=YEARLY;COUNT=3")]
    [InlineData(Weekly + "\nRRULE:FREQ=DAILY;COUNT=2000000000;BYHOUR=0,1,2;BYMINUTE=0,1,2;BYSECOND=0,1,2,3")]
    [InlineData("DTSTART:00010101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2000000000")]
    [InlineData(Weekly + "\nRRULE:FREQ=MONTHLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData(Weekly + "\nRRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=SECONDLY;COUNT=2000000000")]
    [InlineData("DTSTART;TZID=Nowhere/Nothing:20260928T090000\nDURATION:PT2H")]
    [InlineData("DTSTART;TZID=\"(UTC+03:00) Istanbul\":20260928T090000\nDURATION:PT2H")]
    [InlineData(Weekly + "\nRRULE:FREQ=DAILY;COUNT=100000;BYHOUR=1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9")]
    [InlineData("DTSTART:20250928T090000\nDURATION:PT2H")]
    [InlineData("DTSTART:20260928T230000\nDTEND:20260929T010000")]
    [InlineData("DTSTART:20260928T110000\nDTEND:20260928T090000")]
    [InlineData("DTSTART:20260928T110000")]
    [InlineData("DTSTART:20269928T990000\nDTEND:20269928T990000")]
    [InlineData("SUMMARY:Neither start nor end")]
    public async Task Nonsense_is_refused_and_changes_nothing(string lines)
    {
        using var teacher = await autumn.Program.NewTeacherAsync();
        var course = await MakeAsync(teacher);
        (await PutAsync(teacher, course, CalendarOf(("1", Weekly)))).Expect(HttpStatusCode.OK);

        (await PutAsync(teacher, course, CalendarOf(("1", lines)))).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        var kept = (await teacher.GetAsync(PathOf(course))).Expect(HttpStatusCode.OK);
        Assert.Equal("1 09:00-11:00 2026-09-28..2026-09-28", Describe(kept["slots"].EnumerateArray().Single()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("number;name\n1306210042;Ayşe Yılmaz\n")]
    [InlineData("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")]
    [InlineData("\0\u0001\uFFFD")]
    public async Task What_is_no_calendar_is_refused(string text) =>
        (await PutAsync(text)).Expect(HttpStatusCode.UnprocessableEntity, "not_valid");

    [Fact]
    public async Task Ten_megabytes_are_too_large() =>
        (await PutAsync(CalendarOf(("1", Weekly + "\nDESCRIPTION:" + new string('x', 10_000_000))))).Expect(
            HttpStatusCode.RequestEntityTooLarge
        );

    private Task<Answer> ImportAsync(params string[] events) =>
        PutAsync(CalendarOf([.. events.Select((lines, place) => ($"event-{place}", lines))]));

    private async Task<Answer> PutAsync(string calendar)
    {
        using var teacher = await autumn.Program.NewTeacherAsync();
        return await PutAsync(teacher, await MakeAsync(teacher), calendar);
    }

    private static async Task<Answer> PutAsync(Teacher teacher, Guid course, string calendar)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, PathOf(course))
        {
            Content = new StringContent(calendar, Encoding.UTF8, "text/calendar"),
        };
        // A refused body is not sent: the program closes the connection.
        request.Headers.ExpectContinue = true;
        return await teacher.SendAsync(request);
    }

    private static async Task<Guid> MakeAsync(Teacher teacher) =>
        (await teacher.PostAsync("/api/v1/teacher/courses", new { name = "Algebra" }))
            .Expect(HttpStatusCode.Created)["course_id"]
            .GetGuid();

    private static string PathOf(Guid course) => $"/api/v1/teacher/courses/{course}/timetable";

    private static string CalendarOf(params (string Uid, string Lines)[] events)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example University//Timetable//EN\n");
        foreach (var (uid, lines) in events)
            text.Append(
                null,
                $"BEGIN:VEVENT\nUID:{uid}@example.edu\nDTSTAMP:20260901T000000Z\n{lines}\nSUMMARY:Algebra\nEND:VEVENT\n"
            );
        return text.Append("END:VCALENDAR\n").Replace("\n", "\r\n").ToString();
    }

    private static string Describe(JsonElement slot) =>
        $"{slot.GetProperty("weekday").GetRawText()} {Word(slot, "from")}-{Word(slot, "to")} "
        + $"{Word(slot, "first_day")}..{Word(slot, "last_day")}";

    private static string? Word(JsonElement slot, string name) => slot.GetProperty(name).GetString();
}
