using System.Buffers.Binary;

namespace Attn.Api.Features.FaceChecks;

internal static class UploadTimes
{
    /// <summary>
    /// The time in a UUID of version 7, whose first 48 bits are milliseconds since 1970; <c>null</c> for any other id.
    /// </summary>
    public static DateTimeOffset? Of(Guid id)
    {
        if (id.Version != 7)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }
}
