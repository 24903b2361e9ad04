using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// How class sessions, records, audit entries and LoginSessions are written in Redis: as JSON, with the version beside
/// it, because the scripts count versions.
/// </summary>
internal static class RedisFormat
{
    private static ReadOnlySpan<byte> RecordChanged => "record|"u8;

    private static ReadOnlySpan<byte> SessionChanged => "session|"u8;

    public static string Write(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <returns>The JSON of a class session without its version, and its tag.</returns>
    public static (byte[] Json, string Tag) Write(ClassSession session)
    {
        var json = LiveJson.WriteBytes(session with { Version = 0 });
        return (json, Convert.ToBase64String(SHA256.HashData(json).AsSpan(0, 12)));
    }

    /// <summary>An entry of <see cref="RedisKeys.Windows"/>.</summary>
    public static string WriteWindow(ClassSession session) =>
        $"{RedisInstant.Write(session.StartTime)}:{RedisInstant.Write(session.ClosesAt)}";

    public static byte[] Write(AttendanceRecord record) => LiveJson.WriteBytes(record with { Version = 0 });

    public static byte[] Write(AuditEntry entry) => LiveJson.WriteBytes(entry with { Version = 0 });

    public static TaggedSession ReadSession(RedisValue json, RedisValue tag, RedisValue version) =>
        new(LiveJson.Read<ClassSession>(Bytes(json)) with { Version = (long)version }, tag.ToString());

    public static LoginSession ReadLogin(RedisValue json, RedisValue expires) =>
        LiveJson.Read<LoginSession>(Bytes(json)) with
        {
            ExpiresAt = RedisInstant.Read(expires.ToString()),
        };

    /// <summary>An entry of <see cref="RedisKeys.LoginsOf"/>.</summary>
    public static string Write(LoginKey login) => $"{RedisInstant.Write(login.SignedInAt)}:{Write(login.Id)}";

    public static LoginKey ReadLoginKey(RedisValue entry)
    {
        var (signedInAt, id) = RedisInstant.ReadMember(entry.ToString());
        return new(signedInAt, id);
    }

    public static AttendanceRecord ReadRecord(RedisValue stored)
    {
        var record = Read<AttendanceRecord>(Bytes(stored), out var version);
        return record with { Version = version };
    }

    /// <summary>In the order of student numbers (ordinal).</summary>
    public static List<AttendanceRecord> ReadRecords(HashEntry[] entries)
    {
        var records = new List<AttendanceRecord>(entries.Length);
        foreach (var entry in entries)
            records.Add(ReadRecord(entry.Value));
        records.Sort(static (left, right) => string.CompareOrdinal(left.StudentNumber, right.StudentNumber));
        return records;
    }

    public static AuditEntry ReadAudit(RedisValue stored)
    {
        var entry = Read<AuditEntry>(Bytes(stored), out var version);
        return entry with { Version = version };
    }

    /// <summary>
    /// Reads a message of <see cref="RedisKeys.Changes"/>; <c>false</c> for one that somebody else published there.
    /// </summary>
    public static bool TryReadChange(RedisValue message, [NotNullWhen(true)] out LiveChange? change, out long version)
    {
        (change, version) = (null, 0);
        var bytes = Bytes(message);
        try
        {
            if (bytes.StartsWith(RecordChanged))
            {
                var record = Read<AttendanceRecord>(bytes[RecordChanged.Length..], out version);
                change = new LiveChange.Record(record with { Version = version });
            }
            else if (bytes.StartsWith(SessionChanged))
            {
                var session = Read<ClassSession>(bytes[SessionChanged.Length..], out version);
                change = new LiveChange.Session(session with { Version = version });
            }
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            change = null;
        }

        return change is not null;
    }

    private static T Read<T>(ReadOnlySpan<byte> bytes, out long version) =>
        Utf8Parser.TryParse(bytes, out version, out var length) && bytes[length..] is [(byte)'|', ..]
            ? LiveJson.Read<T>(bytes[(length + 1)..])
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A stored {typeof(T).Name} of {bytes.Length} bytes does not start with its version."
                )
            );

    private static ReadOnlySpan<byte> Bytes(RedisValue value) => ((ReadOnlyMemory<byte>)value).Span;
}
