using System.Text;

namespace Attn.Aksis.Simulator;

/// <summary>A unique photo: the markers of a JPEG around a comment with the student number.</summary>
public static class SimulatedPhoto
{
    private const int CommentBytes = 600;

    public static byte[] Of(string number)
    {
        var comment = new byte[CommentBytes];
        Encoding.ASCII.GetBytes(number).CopyTo(comment, 0);
        byte[] start = [0xFF, 0xD8, 0xFF, 0xFE, (CommentBytes + 2) >> 8, (CommentBytes + 2) & 0xFF];
        return [.. start, .. comment, 0xFF, 0xD9];
    }
}
