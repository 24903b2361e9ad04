using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Words;

internal static class EnglishWords
{
    public static ReportWords All { get; } =
        new()
        {
            Formats = new(@"yyyy\-mm\-dd", "0.0%", @"mm\-dd"),
            DayPattern = "yyyy-MM-dd",
            Number = "Student number",
            Name = "Name",
            Code = "Code",
            Section = "Section",
            TermName = "Term",
            Teachers = "Taught by",
            Date = "Date",
            Dates = "Dates",
            Rule = "Rule",
            RuleOf = RuleOf,
            MadeAt = "Made",
            Yes = "yes",
            No = "no",
            NotEnrolledThatDay = "Not enrolled on this day",
            Page = "Page &P of &N",
            Status = StatusOf,
            Unit = UnitOf,
            Reason = ReasonOf,
            Flag = FlagOf,
            Decider = DeciderOf,
            Term = new()
            {
                SheetName = "Attendance",
                Title = "Attendance over the term",
                InBrackets = "or empty: does not count for this student",
                Filter = FilterOf,
                Part = "Part of the students",
                After = number => $"after {number}",
                UpTo = number => $"up to {number}",
                Totals =
                [
                    "Attended",
                    "Late",
                    "Excused",
                    "Absent",
                    "Not accepted",
                    "Being checked",
                    "Percentage",
                    "Limit",
                ],
                Outlook = ["Can still reach", "May still miss", "Missed in a row"],
                Hours = ["Hours attended", "Hours missed"],
                Units =
                [
                    "Counted in",
                    "Present units",
                    "Late units",
                    "Late absences",
                    "Excused units",
                    "Excused as attended",
                    "Excused not counted",
                    "Absent units",
                    "Units being checked",
                    "Held units",
                    "Attended units",
                    "Counted units",
                    "Planned units",
                    "Remaining units",
                    "Not held",
                    "Before enrolment",
                    "After enrolment",
                ],
                BelowLimit = "Below the limit",
                Exempt = "Exempt",
                NotOnList = "Not on the list",
                CsvTotals =
                [
                    "Attended",
                    "Late",
                    "Excused",
                    "Absent",
                    "Percentage",
                    "Hours attended",
                    "Hours missed",
                    "Can still reach",
                    "Not accepted",
                    "Pending",
                    "Counted in",
                    "Present units",
                    "Late units",
                    "Late absences",
                    "Excused as attended",
                    "Excused not counted",
                    "Attended units",
                    "Counted units",
                    "Planned units",
                    "Below the limit",
                    "Limit (%)",
                    "Exempt",
                    "On the class list",
                ],
            },
            Sessions = new()
            {
                SheetName = "Sessions",
                Title = "Class sessions",
                Headings =
                [
                    "No.",
                    "Date",
                    "Start",
                    "End",
                    "State",
                    "Hours",
                    "Teacher",
                    "Attended (P and L, without brackets)",
                    "Reason",
                ],
                Held = "Held",
                Cancelled = "Cancelled",
                NotHeld = "Not held",
            },
            Session = new()
            {
                SheetName = "Attendance",
                Title = "Attendance",
                Headings =
                [
                    "Student number",
                    "Name",
                    "Status",
                    "Time",
                    "Reason or note",
                    "Decided by",
                    "Refused face checks",
                    "Flags",
                ],
                CsvHeadings =
                [
                    "Student number",
                    "Name",
                    "Status",
                    "Time",
                    "Reason",
                    "Note",
                    "Decided by",
                    "Refused face checks",
                    "Flags",
                ],
                IsRunning = "session is running",
                Attended = "Attended",
                Expected = "Expected",
                All = "All",
            },
        };

    private static StatusWords StatusOf(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => new("P", "Present"),
            AttendanceStatus.Late => new("L", "Late"),
            AttendanceStatus.Pending => new("C", "Being checked"),
            AttendanceStatus.NotAccepted => new("N", "Not accepted"),
            AttendanceStatus.Excused => new("E", "Excused"),
            AttendanceStatus.Absent => new("A", "Absent"),
        };

    private static string? FilterOf(TermFilter filter) =>
        filter.Only switch
        {
            null => null,
            TermPartQuery.BelowLimit => "Only students below the limit",
            TermPartQuery.CannotReach => "Only students who cannot reach the limit any more",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Only students who missed {filter.InARow} or more sessions in a row"
            ),
        };

    private static string RuleOf(CoursePolicy policy) =>
        string.Join(
            "; ",
            string.Create(CultureInfo.InvariantCulture, $"must attend {policy.LimitPercent:0.##}%"),
            policy.Counts == CountedUnit.Hours ? "hours are counted" : "sessions are counted",
            policy.LatesPerAbsence == 0
                ? "late is attended"
                : string.Create(CultureInfo.InvariantCulture, $"{policy.LatesPerAbsence} lates are one absence"),
            policy.Excused switch
            {
                ExcusedRule.Neutral => "excused does not count",
                ExcusedRule.Attended => "excused is attended",
                ExcusedRule.Absent => "excused is absent",
            }
        );

    private static string UnitOf(CountedUnit unit) =>
        unit switch
        {
            CountedUnit.Sessions => "sessions",
            CountedUnit.Hours => "hours",
        };

    private static string DeciderOf(DecidedBy decider) =>
        decider switch
        {
            DecidedBy.System => "System",
            DecidedBy.Teacher => "Teacher",
        };

    private static string ReasonOf(ReasonCode code) =>
        code switch
        {
            ReasonCode.FaceRecognitionPending => "The selfie is being checked.",
            ReasonCode.WifiFailed => "Not in the campus network.",
            ReasonCode.FaceVerificationRequiredButImageMissing => "No selfie was sent.",
            ReasonCode.ReferenceImageNotFound => "There is no profile photo to compare with.",
            ReasonCode.FaceVerificationSubmissionFailed => "The selfie could not be checked.",
            ReasonCode.FaceVerificationFailed => "The face check failed.",
            ReasonCode.FaceVerificationTimeout => "The check took too long.",
            ReasonCode.NeedsTeacher => "The teacher looks.",
            ReasonCode.SelfieUsedBefore => "This selfie was used before.",
        };

    private static string FlagOf(RecordFlag flag) =>
        flag switch
        {
            RecordFlag.ManyFromOnePlace => "Many tickets from one place",
            RecordFlag.LateTicket => "Code used late",
            RecordFlag.FaceRefusedBefore => "A face check was refused before",
            RecordFlag.ProfilePhotoCopy => "Selfie looks like the profile photo",
            RecordFlag.NotEnrolled => "Not on the class list",
        };
}
