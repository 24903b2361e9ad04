using System.Text;

namespace Attn.Aksis.Simulator;

/// <summary>What is wrong with a page. Everything is optional and applies in the order of the properties.</summary>
public sealed record PageFault
{
    /// <summary>Waits before the answer, in addition to the simulator's delay.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Answers only once this is done, or the client has gone.</summary>
    public Task? Until { get; init; }

    /// <summary>Closes the connection without an answer.</summary>
    public bool Abort { get; init; }

    /// <summary>Redirects there (302 unless <see cref="Status"/> says otherwise).</summary>
    public string? RedirectTo { get; init; }

    public int? Status { get; init; }

    /// <summary>Changes the text of the page.</summary>
    public Func<string, string>? Text { get; init; }

    /// <summary>The encoding of the bytes; without a word about it in the header unless <see cref="ContentType"/> says so.</summary>
    public Encoding? Encoding { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Replaces the bytes.</summary>
    public Func<byte[], byte[]>? Bytes { get; init; }

    /// <summary>Sends no more than this many bytes, with a length that agrees with it.</summary>
    public int? CutAt { get; init; }

    /// <summary>Promises more bytes than it sends, then closes.</summary>
    public bool BreakOff { get; init; }
}
