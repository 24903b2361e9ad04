namespace Attn.Domain.Tests;

/// <summary>A class session of an hour, and a student in it: what the tests of the rules start from.</summary>
internal static class SampleClass
{
    public const string Teacher = "t1";
    public const string Student = "s1";
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset AtTen = Noon.AddMinutes(10);

    public static readonly ClassSession Session = new()
    {
        Id = Guid.Parse("0197a000-0000-7000-8000-000000000001"),
        TeacherNumber = Teacher,
        TeacherName = "Ada Lovelace",
        LessonName = "Calculus",
        StartTime = Noon,
        EndTime = Noon.AddHours(1),
        SecurityOption = SecurityOption.Face,
    };

    public static Guid Check(int number) => new(number, 0, 0, new byte[8]);

    public static CheckInEvidence Selfie(int number) =>
        CheckInEvidence.Of(new(Check(number), PictureBytes: 1000, Grace));

    public static CheckInAttempt Attempt(CheckInEvidence? evidence = null) =>
        new(Session.Id, Student, "Alan Turing", evidence ?? CheckInEvidence.Complete);

    public static RecordChange<CheckInOutcome> Tries(
        AttendanceRecord? record,
        CheckInEvidence? evidence = null,
        DateTimeOffset? now = null,
        ClassSession? session = null
    ) => CheckInRules.CheckIn(session ?? Session, record, Attempt(evidence), now ?? AtTen);

    /// <summary>The record after a try that was let in.</summary>
    public static AttendanceRecord Tried(
        CheckInEvidence? evidence = null,
        AttendanceRecord? before = null,
        DateTimeOffset? now = null
    ) => Tries(before, evidence, now).Record ?? throw new InvalidOperationException("The try was refused.");

    public static AttendanceRecord Present => Tried();

    public static AttendanceRecord Failed => Tried(CheckInEvidence.Failed(FailReasons.WifiFailed));

    public static AttendanceRecord Pending => Tried(Selfie(1));

    public static TeacherDecision Decision(
        DateTimeOffset? now = null,
        bool onlyAfterEnd = false,
        string teacher = Teacher
    ) => new(teacher, Student, onlyAfterEnd, now ?? AtTen.AddMinutes(5));

    public static AttendanceRecord Accepted(AttendanceRecord record) =>
        TeacherRules.Accept(Session, record, Decision()).Record!;

    public static AttendanceRecord Rejected(AttendanceRecord record, string reason = "Left early") =>
        TeacherRules.Fail(Session, record, Decision(), reason).Record!;

    public static AttendanceRecord Deleted(AttendanceRecord record) =>
        TeacherRules.Delete(Session, record, Decision(), "Was never there").Record!;
}
