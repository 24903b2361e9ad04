using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Attn.Aksis;

/// <summary>
/// Reads the tokens of a page once and collects the few elements that a sign-in needs. Tokens rather than a document
/// tree, for two reasons: their cost is linear in the size of the page however deeply elements are nested, and they
/// show whether an element really ended. Text that the end of the page cut short is left out: half a student number is
/// somebody else's.
/// </summary>
internal sealed class PageReader
{
    /// <summary>Characters; a longer heading or cell is neither a name nor a number.</summary>
    private const int MaxTextLength = 2000;

    private readonly Dictionary<string, OpenText> _open = new(StringComparer.Ordinal);
    private string? _label;
    private bool _isDocument;
    private bool _isBlank = true;

    private PageReader() { }

    public List<PageElement> Inputs { get; } = [];

    public List<PageElement> Images { get; } = [];

    /// <summary>Only those with a class attribute; the others are not needed.</summary>
    public List<PageElement> Divisions { get; } = [];

    /// <summary><c>h4</c> and <c>h5</c>, in the order of their end tags.</summary>
    public List<PageElement> Headings { get; } = [];

    /// <summary>The texts of the scripts, in page order.</summary>
    public List<string> Scripts { get; } = [];

    /// <summary>The text of each <c>th</c> and of the <c>td</c> right after it in the same row.</summary>
    public List<KeyValuePair<string, string>> LabelledCells { get; } = [];

    /// <summary>
    /// Whether the page is complete. On a page that is not, nothing can be concluded from what is missing. A bare
    /// fragment has no end tag to wait for.
    /// </summary>
    public bool HasEnded { get; private set; }

    public static PageReader Read(string html)
    {
        var reader = new PageReader();
        using var tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver);
        reader.ReadToEnd(tokens);
        return reader;
    }

    private void ReadToEnd(HtmlTokenizer tokens)
    {
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            switch (token.Type)
            {
                case HtmlTokenType.StartTag:
                    Start((HtmlTagToken)token);
                    tokens.State = ModeInside(token.Name) ?? tokens.State;
                    break;
                case HtmlTokenType.EndTag:
                    End(token.Name);
                    break;
                case HtmlTokenType.Character:
                    Append(token.Data);
                    break;
                case HtmlTokenType.Doctype:
                    _isDocument = true;
                    break;
            }
        }

        HasEnded |= !_isDocument && !_isBlank && _open.Count == 0;

        // A script that was cut short still counts: what is read from it has an end mark of its own.
        if (_open.TryGetValue(Tag.Script, out var script))
            Scripts.Add(script.Text);
    }

    private void Start(HtmlTagToken tag)
    {
        _isBlank = false;
        switch (tag.Name)
        {
            case Tag.Html or Tag.Head or Tag.Body:
                _isDocument = true;
                break;
            case Tag.Input:
                Inputs.Add(Element(tag));
                break;
            case Tag.Image:
                Images.Add(Element(tag));
                break;
            case Tag.Division when tag.GetAttribute("class") is { Length: > 0 }:
                Divisions.Add(Element(tag));
                break;
            case Tag.Row:
            case Tag.HeaderCell:
            case Tag.Cell:
                CloseCells();
                if (tag.Name != Tag.Cell)
                    _label = null;
                break;
        }

        if (tag.Name is Tag.HeaderCell or Tag.Cell or Tag.TeacherHeading or Tag.NameHeading or Tag.Script)
            _open[tag.Name] = new OpenText(Element(tag), tag.Name == Tag.Script ? int.MaxValue : MaxTextLength);
    }

    private void End(string name)
    {
        switch (name)
        {
            case Tag.Body or Tag.Html:
                HasEnded = true;
                break;
            case Tag.HeaderCell or Tag.Cell:
                CloseCells();
                break;
            case Tag.Row or Tag.Table:
                CloseCells();
                _label = null;
                break;
            case Tag.TeacherHeading or Tag.NameHeading or Tag.Script when _open.Remove(name, out var text):
                if (name == Tag.Script)
                    Scripts.Add(text.Text);
                else
                    Headings.Add(text.Element with { Text = text.Text });
                break;
        }
    }

    /// <summary>The end tag of a cell is optional: the next cell or row ends it too.</summary>
    private void CloseCells()
    {
        if (_open.Remove(Tag.HeaderCell, out var header))
            _label = header.Text;
        if (!_open.Remove(Tag.Cell, out var cell))
            return;
        if (_label is not null)
            LabelledCells.Add(KeyValuePair.Create(_label, cell.Text));
        _label = null;
    }

    private void Append(string text)
    {
        foreach (var open in _open.Values)
            open.Append(text);
    }

    private static PageElement Element(HtmlTagToken tag) =>
        new(
            tag.Name,
            tag.GetAttribute("class") ?? "",
            tag.GetAttribute("name") ?? "",
            tag.GetAttribute("value") ?? "",
            tag.GetAttribute("src") ?? "",
            Text: ""
        );

    /// <summary>
    /// Inside these elements a <c>&lt;</c> starts no tag. A tree builder would tell the tokenizer so.
    /// </summary>
    private static HtmlParseMode? ModeInside(string name) =>
        name switch
        {
            Tag.Script => HtmlParseMode.Script,
            "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
            "textarea" or "title" => HtmlParseMode.RCData,
            _ => null,
        };

    private static class Tag
    {
        public const string Html = "html";
        public const string Head = "head";
        public const string Body = "body";
        public const string Script = "script";
        public const string Input = "input";
        public const string Image = "img";
        public const string Division = "div";
        public const string Table = "table";
        public const string Row = "tr";
        public const string HeaderCell = "th";
        public const string Cell = "td";
        public const string TeacherHeading = "h4";
        public const string NameHeading = "h5";
    }

    private sealed class OpenText(PageElement element, int limit)
    {
        private readonly StringBuilder _text = new();

        public PageElement Element { get; } = element;

        /// <summary>Empty if the text is too long: a part of it would be another text.</summary>
        public string Text => _text.Length <= limit ? _text.ToString() : string.Empty;

        public void Append(string text)
        {
            if (_text.Length <= limit)
                _text.Append(text);
        }
    }
}
