namespace Attn.EndToEnd.Tests;

/// <summary>Bytes that start like a JPEG. The simulated verifier never decodes them.</summary>
internal static class Selfies
{
    public static byte[] Any(int size = 4096)
    {
        var bytes = new byte[size];
        Random.Shared.NextBytes(bytes);
        bytes[0] = 0xFF;
        bytes[1] = 0xD8;
        bytes[2] = 0xFF;
        return bytes;
    }
}
