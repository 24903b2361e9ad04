using System.Text;

namespace Attn.Bench.Load;

/// <summary>Status and body of a response.</summary>
/// <param name="Body">Valid until the next request of the same <see cref="RequestSender"/>.</param>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body)
{
    private const int ExcerptLength = 300;

    /// <summary>The beginning of the body, for an error message.</summary>
    public string Excerpt() => Encoding.UTF8.GetString(Body.Span[..Math.Min(ExcerptLength, Body.Length)]);
}
