using System.Text;

namespace Attn.Aksis.Simulator;

/// <summary>A fault of a page. Every part is optional; they apply in the order of the properties.</summary>
public sealed record PageFault
{
    /// <summary>Waits before the answer, in addition to the simulator's delay.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Answers only when this has completed or the client has gone.</summary>
    public Task? Until { get; init; }

    /// <summary>Closes the connection without an answer.</summary>
    public bool Abort { get; init; }

    /// <summary>Redirects there, with 302 unless <see cref="Status"/> names another status.</summary>
    public string? RedirectTo { get; init; }

    public int? Status { get; init; }

    /// <summary>Changes the text of the page.</summary>
    public Func<string, string>? Text { get; init; }

    /// <summary>The encoding of the bytes; the header does not name it unless <see cref="ContentType"/> does.</summary>
    public Encoding? Encoding { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Replaces the bytes.</summary>
    public Func<byte[], byte[]>? Bytes { get; init; }

    /// <summary>Sends at most this many bytes, with a matching content length.</summary>
    public int? CutAt { get; init; }

    /// <summary>Announces more bytes than it sends, then closes the connection.</summary>
    public bool BreakOff { get; init; }
}
