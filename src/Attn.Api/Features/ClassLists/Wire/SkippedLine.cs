namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>A line that was left out, and is no student.</summary>
/// <param name="Line">Counted from 1 at the top of the file.</param>
/// <param name="Text">Its cells.</param>
public sealed record SkippedLine(int Line, string Text, SkipReason Reason);

public enum SkipReason
{
    /// <summary>Above the heading.</summary>
    Title,

    /// <summary>The headings of the columns.</summary>
    Heading,

    /// <summary>The headings once more, as on every printed page.</summary>
    RepeatedHeading,

    /// <summary>A sum, a page number, a signature.</summary>
    Footer,

    /// <summary>Neither a number nor a name.</summary>
    Empty,
}
