namespace Attn.EndToEnd.Tests;

/// <summary>Bytes that begin as a JPEG does. Nobody decodes them where the verifier is played.</summary>
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
