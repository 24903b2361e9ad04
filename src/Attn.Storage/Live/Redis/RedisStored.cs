using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>How sessions, records and audit entries stand in Redis: JSON, with the version beside it, because the script counts that.</summary>
internal static class RedisStored
{
    private static ReadOnlySpan<byte> RecordChanged => "record|"u8;

    private static ReadOnlySpan<byte> SessionChanged => "session|"u8;

    /// <summary>The JSON of a session and its tag. The version is a field of its own.</summary>
    public static (byte[] Json, string Tag) Write(ClassSession session)
    {
        var json = LiveJson.WriteBytes(session with { Version = 0 });
        return (json, Convert.ToBase64String(SHA256.HashData(json).AsSpan(0, 12)));
    }

    public static SeenSession ReadSession(RedisValue json, RedisValue tag, RedisValue version) =>
        new(LiveJson.Read<ClassSession>(Bytes(json)) with { Version = (long)version }, tag.ToString());

    public static byte[] Write(AttendanceRecord record) => LiveJson.WriteBytes(record with { Version = 0 });

    public static byte[] Write(AuditEntry entry) => LiveJson.WriteBytes(entry with { Version = 0 });

    public static AttendanceRecord ReadRecord(RedisValue stored)
    {
        var record = Read<AttendanceRecord>(stored, out var version);
        return record with { Version = version };
    }

    public static AuditEntry ReadAudit(RedisValue stored)
    {
        var entry = Read<AuditEntry>(stored, out var version);
        return entry with { Version = version };
    }

    /// <summary>A message of <see cref="RedisKeys.Changes"/>. Anybody who may publish could send another one, which says nothing.</summary>
    public static bool TryReadChange(RedisValue message, [NotNullWhen(true)] out LiveChange? change, out long version)
    {
        (change, version) = (null, 0);
        var bytes = Bytes(message);
        try
        {
            if (bytes.StartsWith(RecordChanged))
                change = new LiveChange.Record(
                    Read<AttendanceRecord>(bytes[RecordChanged.Length..], out version) with
                    {
                        Version = version,
                    }
                );
            else if (bytes.StartsWith(SessionChanged))
                change = new LiveChange.Session(
                    Read<ClassSession>(bytes[SessionChanged.Length..], out version) with
                    {
                        Version = version,
                    }
                );
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            change = null;
        }

        return change is not null;
    }

    private static T Read<T>(RedisValue stored, out long version) => Read<T>(Bytes(stored), out version);

    private static T Read<T>(ReadOnlySpan<byte> bytes, out long version)
    {
        return Utf8Parser.TryParse(bytes, out version, out var length) && bytes[length] == (byte)'|'
            ? LiveJson.Read<T>(bytes[(length + 1)..])
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A stored {typeof(T).Name} of {bytes.Length} bytes does not begin with its version."
                )
            );
    }

    private static ReadOnlySpan<byte> Bytes(RedisValue value) => ((ReadOnlyMemory<byte>)value).Span;
}

/// <param name="Tag">Of the session as it is stored, without its version: two sessions with one tag are the same to every rule.</param>
internal sealed record SeenSession(ClassSession Session, string Tag);
