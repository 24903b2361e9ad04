namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>How a class list was read.</summary>
public sealed record ListSource(ListKind Kind)
{
    /// <summary>Of a text, such as <c>windows-1254</c>; <c>null</c>: not a text.</summary>
    public string? Encoding { get; init; }

    /// <summary><c>null</c>: not a text of columns.</summary>
    public ListSeparator? Separator { get; init; }

    /// <summary>The worksheet that was read; <c>null</c>: not a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>All visible worksheets of a workbook.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];
}

public enum ListKind
{
    Json,
    Text,
    Workbook,
    HtmlTable,
}

public enum ListSeparator
{
    Semicolon,
    Comma,
    Tab,
    Pipe,

    /// <summary>White space, only where every line begins with a number.</summary>
    Space,
}
