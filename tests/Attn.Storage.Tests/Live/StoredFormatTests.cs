using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>
/// The JSON in the live stores, as version 0.1 wrote it. A replica of that version may run beside this one, and Redis
/// compares stored records byte by byte: reading and writing must give the very same text.
/// </summary>
public sealed class StoredFormatTests
{
    private const string Session = """
        {"id":"01a220a9-fd73-7dc0-a925-46df119968fa","teacherNumber":"demo_teacher_1",
        "teacherName":"Demo Teacher 1","lessonName":"Physics","startTime":"2026-11-28T05:39:01.107+00:00",
        "endTime":"2026-11-28T06:38:54+00:00","securityOption":"Face","teacherAddress":"127.0.0.1",
        "lateAfterMinutes":0,"requireCode":false,"version":0}
        """;

    private const string FailedTry = """
        {"sessionId":"01a220a9-fd73-7dc0-a925-46df119968fa","studentNumber":"demo_student_1",
        "studentName":"Demo Student 1","nameIsFromPortal":true,"standing":{"isAttended":false,
        "failReason":"FACE_VERIFICATION_REQUIRED_BUT_IMAGE_MISSING","decidedBy":"System","excused":false,
        "isDeleted":false},"attempts":1,"refusedComparisons":0,"lastTryAt":"2026-11-28T05:39:01.566+00:00",
        "updatedAt":"2026-11-28T05:39:01.566+00:00","version":2,"isPending":false}
        """;

    private const string Addition = """
        {"sessionId":"01a220a9-fd73-7dc0-a925-46df119968fa","studentNumber":"demo_student_7",
        "studentName":"Typed Seven","nameIsFromPortal":false,"standing":{"isAttended":true,
        "attendanceTime":"2026-11-28T05:39:01.757+00:00","decidedBy":"Teacher","excused":false,
        "isDeleted":false},"replaced":{"isAttended":false,"failReason":"The addition was taken back.",
        "decidedBy":"Teacher","excused":false,"isDeleted":true},"attempts":0,"refusedComparisons":0,
        "updatedAt":"2026-11-28T05:39:01.757+00:00","version":4,"isPending":false}
        """;

    private const string Decision = """
        {"at":"2026-11-28T05:39:01.757+00:00","actor":"demo_teacher_1","action":"Add",
        "studentNumber":"demo_student_7","before":{"isAttended":false,
        "failReason":"The addition was taken back.","decidedBy":"Teacher","excused":false,"isDeleted":true},
        "after":{"isAttended":true,"attendanceTime":"2026-11-28T05:39:01.757+00:00","decidedBy":"Teacher",
        "excused":false,"isDeleted":false},"version":4}
        """;

    private const string Login = """
        {"id":"01a220a9-d3d3-7760-b118-7136bcb147a9","userNumber":"demo_teacher_1",
        "fullName":"Demo Teacher 1","role":"Teacher","signedInAt":"2026-11-28T05:38:50.451+00:00",
        "expiresAt":"2026-11-28T06:38:50.451+00:00"}
        """;

    [Fact]
    public void A_class_session_is_read_and_written_unchanged() => AssertRoundTrip<ClassSession>(Session);

    [Theory]
    [InlineData(FailedTry)]
    [InlineData(Addition)]
    public void A_record_is_read_and_written_unchanged(string json) => AssertRoundTrip<AttendanceRecord>(json);

    [Fact]
    public void An_audit_entry_is_read_and_written_unchanged() => AssertRoundTrip<AuditEntry>(Decision);

    [Fact]
    public void A_LoginSession_is_read_and_written_unchanged() => AssertRoundTrip<LoginSession>(Login);

    [Fact]
    public void A_record_keeps_its_state()
    {
        var record = LiveJson.Read<AttendanceRecord>(FailedTry);
        Assert.Equal(ReasonCode.FaceVerificationRequiredButImageMissing, record.State.ReasonCode);
        Assert.Equal(1, record.Attempts);
        Assert.Equal(
            RecordState.Failed("The addition was taken back.", DecidedBy.Teacher) with
            {
                IsDeleted = true,
            },
            LiveJson.Read<AttendanceRecord>(Addition).Replaced
        );
    }

    private static void AssertRoundTrip<T>(string json) =>
        Assert.Equal(json.ReplaceLineEndings(""), LiveJson.Write(LiveJson.Read<T>(json)));
}
