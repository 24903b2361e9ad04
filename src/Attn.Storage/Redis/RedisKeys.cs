using Attn.Domain;
using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>
/// Every key and channel that the program uses in Redis. Braces are part of the names; ids are lower-case GUIDs.
/// </summary>
internal static class RedisKeys
{
    /// <summary>The pattern of every <see cref="Check"/>.</summary>
    public const string Checks = "attn:check:*";

    /// <summary>The pattern of every <see cref="Login"/>.</summary>
    public const string Logins = "attn:login:*";

    /// <summary>The pattern of every <see cref="Rate"/>.</summary>
    public const string Rates = "attn:rate:*";

    /// <summary>The name of <see cref="LoginEnds"/>, for the scripts.</summary>
    public const string LoginEndsName = "attn:login-ends";

    /// <summary>
    /// Ends of the class sessions: a sorted set of <c>&lt;ticks&gt;:&lt;id&gt;</c>, all with the score 0, so that its
    /// order is exact.
    /// </summary>
    public static readonly RedisKey Ends = "attn:ends";

    /// <summary>
    /// Sorted set: face checks that wait for a verdict, by when they are due (milliseconds, Redis's clock).
    /// </summary>
    public static readonly RedisKey OutboxDue = "attn:outbox:due";

    /// <summary>The total picture bytes of the checks in <see cref="OutboxDue"/>.</summary>
    public static readonly RedisKey OutboxBytes = "attn:outbox:bytes";

    /// <summary>Hash: <c>session</c> (JSON), <c>tag</c> (its hash), <c>end</c> (ticks), <c>version</c>.</summary>
    public static RedisKey Session(Guid id) => $"attn:{{{id}}}:session";

    /// <summary>Hash by student number: <c>&lt;version&gt;|&lt;JSON&gt;</c>.</summary>
    public static RedisKey Records(Guid id) => $"attn:{{{id}}}:records";

    /// <summary>List: <c>&lt;version&gt;|&lt;JSON&gt;</c>.</summary>
    public static RedisKey Audit(Guid id) => $"attn:{{{id}}}:audit";

    /// <summary>Hash by ticket id: the number of the student who owns the ticket.</summary>
    public static RedisKey Tickets(Guid id) => $"attn:{{{id}}}:tickets";

    public static RedisKey ArchiveLease(Guid id) => $"attn:{{{id}}}:lease";

    /// <summary>
    /// The channel on which the scripts publish each change: <c>record|&lt;version&gt;|&lt;JSON&gt;</c> or
    /// <c>session|…</c>. Channels are not separated by database.
    /// </summary>
    public static RedisChannel Changes(Guid id) => RedisChannel.Literal(ChangesName(id));

    /// <summary>The name of <see cref="Changes"/>, for the scripts.</summary>
    public static string ChangesName(Guid id) => $"attn:{{{id}}}:changes";

    /// <summary>Hash by class session: the windows of a teacher, <c>&lt;start&gt;:&lt;end&gt;</c> (ticks).</summary>
    public static RedisKey Windows(string teacherNumber) => $"attn:windows:{teacherNumber}";

    /// <summary>
    /// Hash: <c>id</c>, <c>end</c> (ticks): the claim of a teacher's one class session, as the version before wrote it.
    /// </summary>
    public static RedisKey Teacher(string number) => $"attn:teacher:{number}";

    /// <summary>
    /// Sorted set: the class sessions of a course and teacher by name, written like <see cref="Ends"/>.
    /// </summary>
    public static RedisKey Lesson(string lessonName, string teacherName) =>
        $"attn:lesson:{Escape(Names.LessonKey(lessonName))}|{Escape(Names.PersonKey(teacherName))}";

    public static RedisKey LessonOf(ClassSession session) => Lesson(session.LessonName, session.TeacherName);

    /// <summary><see cref="Lesson"/> as the version before wrote it; for many names it is the same key.</summary>
    public static RedisKey OldLesson(string lessonName, string teacherName) =>
        $"attn:lesson:{Escape(Names.Key(lessonName))}|{Escape(Names.Key(teacherName))}";

    public static RedisKey OldLessonOf(ClassSession session) => OldLesson(session.LessonName, session.TeacherName);

    /// <summary>Hash: <c>session</c>, <c>student</c>, <c>deadline</c> (ticks), <c>bytes</c>.</summary>
    public static RedisKey Check(Guid verificationId) => $"attn:check:{verificationId}";

    /// <summary>The verification id in a key of <see cref="Checks"/>.</summary>
    public static Guid VerificationOf(string check) => Guid.Parse(check.AsSpan(Checks.Length - 1));

    /// <summary>Every key of a face check, in the order in which the scripts take them.</summary>
    public static RedisKey[] OfCheck(Guid verificationId) =>
        [Check(verificationId), Selfie(verificationId), ProfilePhoto(verificationId)];

    public static RedisKey Selfie(Guid verificationId) => $"attn:picture:{verificationId}:selfie";

    public static RedisKey ProfilePhoto(Guid verificationId) => $"attn:picture:{verificationId}:profile";

    /// <summary>Hash: <c>login</c> (JSON), <c>expires</c> (ticks).</summary>
    public static RedisKey Login(Guid id) => $"attn:login:{id}";

    /// <summary>
    /// Sorted set: the LoginSessions of a user, <c>&lt;ticks of the sign-in&gt;:&lt;id&gt;</c>, by their end (Unix
    /// milliseconds). Expired ones may be among them.
    /// </summary>
    public static RedisKey LoginsOf(string userNumber) => $"attn:logins:{userNumber}";

    /// <summary>The channel of ids of LoginSessions that were ended, rather than expired.</summary>
    public static RedisChannel LoginEnds => RedisChannel.Literal(LoginEndsName);

    /// <summary>The channel of <see cref="Live.RosterNotice"/>s.</summary>
    public static RedisChannel RosterNews => RedisChannel.Literal("attn:roster-news");

    /// <summary>A student's profile photo; it expires with the last of the LoginSessions.</summary>
    public static RedisKey PhotoOf(string userNumber) => $"attn:photo-of:{userNumber}";

    /// <summary>The photo of one LoginSession, as version 0.1 kept it.</summary>
    public static RedisKey Photo(Guid id) => $"attn:photo:{id}";

    /// <summary>
    /// Sorted set: the LoginSessions of a user that have a <see cref="Photo"/>, by their end (Unix milliseconds).
    /// </summary>
    public static RedisKey PhotosOf(string userNumber) => $"attn:photos:{userNumber}";

    /// <summary>
    /// Sorted set: the selfies that a student sent lately, <c>&lt;class session&gt;|&lt;mark&gt;</c>, by when each is
    /// forgotten (Unix milliseconds).
    /// </summary>
    public static RedisKey Selfies(string studentNumber) => $"attn:selfies:{studentNumber}";

    /// <summary>
    /// List: the instants of the counted uses (microseconds, Redis's clock), oldest first. Or a sorted set: places, by
    /// the instant at which they end.
    /// </summary>
    public static RedisKey Rate(string key) => $"attn:rate:{{{key}}}";

    /// <summary>Whether a key of <see cref="Rates"/> counts this user's calls.</summary>
    public static bool IsRateOf(string key, string userNumber) =>
        key.EndsWith($":{userNumber}}}", StringComparison.Ordinal);

    // Names are free text: unescaped, ("a|b", "c") and ("a", "b|c") would be one key.
    private static string Escape(string part) =>
        part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
