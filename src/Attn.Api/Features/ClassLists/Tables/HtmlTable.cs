using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// The largest table of a page of HTML, with those that continue it. By tokens, as the portal's pages are:
/// linear however deep elements are nested, and half a cell at the end of a page that was cut short is noticed
/// (docs/decisions/0050).
/// </summary>
internal sealed class HtmlTable
{
    /// <summary>Tables inside tables; those of a page's layout are a few. What is deeper is passed over.</summary>
    private const int MaxDepth = 32;

    private readonly Stack<OpenTable> _open = new();
    private readonly PageRows _page = new();
    private int _tooDeep;
    private readonly List<IReadOnlyList<TableRow>> _tables = [];

    private HtmlTable() { }

    public static ListTable Read(DecodedText page, CancellationToken cancellationToken)
    {
        var reader = new HtmlTable();
        using var tokens = new HtmlTokenizer(new TextSource(page.Text), HtmlEntityProvider.Resolver);
        reader.ReadToEnd(tokens, cancellationToken);
        return reader.ToTable(page);
    }

    private void ReadToEnd(HtmlTokenizer tokens, CancellationToken cancellationToken)
    {
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (token.Type)
            {
                case HtmlTokenType.StartTag:
                    Start((HtmlTagToken)token);
                    tokens.State = ModeInside(token.Name) ?? tokens.State;
                    break;
                case HtmlTokenType.EndTag:
                    End(token.Name);
                    break;
                case HtmlTokenType.Character when _tooDeep == 0 && _open.TryPeek(out var table):
                    table.Append(token.Data);
                    break;
            }
        }
    }

    private void Start(HtmlTagToken tag)
    {
        if (tag.Name == "table" && _open.Count < MaxDepth)
            _open.Push(new OpenTable(_page));
        else if (tag.Name == "table")
            _tooDeep++;
        else if (_tooDeep == 0 && _open.TryPeek(out var table))
            table.Start(tag);
    }

    private void End(string name)
    {
        if (name == "table" && _tooDeep > 0)
            _tooDeep--;
        else if (name == "table" && _open.TryPop(out var ended))
            Close(ended);
        else if (_tooDeep == 0 && _open.TryPeek(out var table))
            table.End(name);
    }

    private void Close(OpenTable table)
    {
        table.CloseCell();
        if (table.Rows.Count > 0)
            _tables.Add(table.Rows);
    }

    private ListTable ToTable(DecodedText page)
    {
        var wasInsideCell = _open.TryPeek(out var last) && last.IsInsideCell;
        while (_open.TryPop(out var table))
            Close(table);
        if (_tables.Count == 0)
            return Refused.AsNotAList("a web page without a table");
        if (wasInsideCell)
            return Refused.AsDamaged("a web page with a table");

        var source = new ListSource(ListKind.HtmlTable) { Encoding = page.Encoding };
        if (_page.AreTooMany)
            return Refused.Because(TableLimits.TooManyRows, source);
        var problems = new List<ListProblem>();
        var rows = new List<TableRow>();
        var joined = JoinedTables.Of(_tables);
        foreach (var row in joined.Rows)
        {
            if (row.Cells.Any(cell => cell.Text.Length > 0) && !TableLimits.TryAdd(rows, row, problems))
                break;
        }

        if (page.Problem is not null)
            problems.Add(page.Problem);
        else
            problems.AddRange(BrokenLetters.In(rows));
        ListProblem?[] warnings = [page.Warning, joined.LeftOut];
        return new ListTable(source, rows, problems, [.. warnings.OfType<ListProblem>()]);
    }

    /// <summary>
    /// Inside these elements a <c>&lt;</c> starts no tag. A tree builder would tell the tokenizer so.
    /// </summary>
    private static HtmlParseMode? ModeInside(string name) =>
        name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
            "textarea" or "title" => HtmlParseMode.RCData,
            _ => null,
        };
}
