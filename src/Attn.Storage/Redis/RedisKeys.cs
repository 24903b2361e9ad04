using Attn.Domain;
using StackExchange.Redis;

namespace Attn.Storage.Redis;

/// <summary>Every key and channel that the program has in Redis. Braces are part of the names.</summary>
internal static class RedisKeys
{
    /// <summary>Every <see cref="Check"/>, as a pattern.</summary>
    public const string Checks = "attn:check:*";

    /// <summary>Every <see cref="Login"/>, as a pattern.</summary>
    public const string Logins = "attn:login:*";

    /// <summary>Every <see cref="Rate"/>, as a pattern.</summary>
    public const string Rates = "attn:rate:*";

    /// <summary>Ends of the sessions: a sorted set of <c>&lt;ticks&gt;:&lt;id&gt;</c>, all with the score 0, so that its order is exact.</summary>
    public static readonly RedisKey Ends = "attn:ends";

    /// <summary>Face checks that wait for a verdict, sorted by when they are due: milliseconds of the server's clock.</summary>
    public static readonly RedisKey OutboxDue = "attn:outbox:due";

    /// <summary>The bytes of the pictures of all checks in <see cref="OutboxDue"/>.</summary>
    public static readonly RedisKey OutboxBytes = "attn:outbox:bytes";

    /// <summary>Hash: <c>session</c> (JSON), <c>tag</c> (of that JSON), <c>end</c> (ticks), <c>version</c>.</summary>
    public static RedisKey Session(Guid id) => $"attn:{{{id}}}:session";

    /// <summary>Hash by student: <c>&lt;version&gt;|&lt;JSON&gt;</c>.</summary>
    public static RedisKey Records(Guid id) => $"attn:{{{id}}}:records";

    /// <summary>List: <c>&lt;version&gt;|&lt;JSON&gt;</c>.</summary>
    public static RedisKey Audit(Guid id) => $"attn:{{{id}}}:audit";

    /// <summary>Hash: the number of the student whose it is, by ticket.</summary>
    public static RedisKey Tickets(Guid id) => $"attn:{{{id}}}:tickets";

    public static RedisKey ArchiveLease(Guid id) => $"attn:{{{id}}}:lease";

    /// <summary>The channel on which the scripts tell of each change: <c>record|&lt;version&gt;|&lt;JSON&gt;</c> or <c>session|…</c>. Channels know no databases.</summary>
    public static RedisChannel Changes(Guid id) => RedisChannel.Literal($"attn:{{{id}}}:changes");

    /// <summary>The claim of a teacher's one session, a hash: <c>id</c>, <c>end</c> (ticks).</summary>
    public static RedisKey Teacher(string number) => $"attn:teacher:{number}";

    /// <summary>The sessions of a lesson and teacher, written like <see cref="Ends"/>.</summary>
    public static RedisKey Lesson(string lessonName, string teacherName) =>
        $"attn:lesson:{Escape(Names.Key(lessonName))}|{Escape(Names.Key(teacherName))}";

    /// <summary>Hash: <c>session</c>, <c>student</c>, <c>deadline</c> (ticks), <c>bytes</c>.</summary>
    public static RedisKey Check(Guid verificationId) => $"attn:check:{verificationId}";

    /// <summary>Whose key of <see cref="Checks"/> this is.</summary>
    public static Guid VerificationOf(string check) => Guid.Parse(check.AsSpan(Checks.Length - 1));

    public static RedisKey Selfie(Guid verificationId) => $"attn:picture:{verificationId}:selfie";

    public static RedisKey ProfilePhoto(Guid verificationId) => $"attn:picture:{verificationId}:profile";

    /// <summary>Hash: <c>login</c> (JSON), <c>expires</c> (ticks).</summary>
    public static RedisKey Login(Guid id) => $"attn:login:{id}";

    public static RedisKey Photo(Guid id) => $"attn:photo:{id}";

    /// <summary>The LoginSessions of a user that have a photo: a sorted set of their ids by their end (milliseconds since 1970).</summary>
    public static RedisKey PhotosOf(string userNumber) => $"attn:photos:{userNumber}";

    /// <summary>List of the instants at which something limited was done: microseconds of the server's clock.</summary>
    public static RedisKey Rate(string key) => $"attn:rate:{{{key}}}";

    /// <summary>Whether a key of <see cref="Rates"/> counts what this user did.</summary>
    public static bool IsRateOf(string key, string userNumber) =>
        key.EndsWith($":{userNumber}}}", StringComparison.Ordinal);

    // Names are free text: without this, "a|b" and "c" would be "a" and "b|c".
    private static string Escape(string part) =>
        part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
