using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser.Tokens;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// A table of a page while it is read. Cells that span columns or rows leave empty cells behind them, so that every
/// cell below a heading is in its column.
/// </summary>
internal sealed class OpenTable(PageRows page)
{
    private readonly List<TableRow> _rows = [];
    private readonly StringBuilder _text = new();

    /// <summary>How many rows below are still taken, by column.</summary>
    private readonly Dictionary<int, int> _taken = [];
    private List<TableCell>? _cells;
    private (int Columns, int Rows) _span;
    private string? _hidden;

    public IReadOnlyList<TableRow> Rows => _rows;

    public bool IsInsideCell { get; private set; }

    public void Start(HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "tr":
                OpenRow();
                break;
            case "td" or "th":
                OpenCell(tag);
                break;
            case "br" or "p" or "div" or "li" or "img" or "input":
                Append(" ");
                break;
            case "script" or "style" or "textarea" or "title":
                _hidden = tag.Name;
                break;
        }
    }

    public void End(string name)
    {
        if (name == _hidden)
            _hidden = null;
        if (name is "td" or "th" or "tr" or "tbody" or "thead" or "tfoot")
            CloseCell();
        if (name is "tr")
            _cells = null;
    }

    public void Append(string text)
    {
        if (IsInsideCell && _hidden is null)
            _text.Append(text);
    }

    public void CloseCell()
    {
        if (!IsInsideCell)
            return;
        IsInsideCell = false;
        Add(new TableCell(CellText.Clean(_text.ToString()), CellKind.Text), _span.Rows);
        for (var i = 1; i < _span.Columns; i++)
            Add(Empty, _span.Rows);
        SkipTaken();
    }

    private static TableCell Empty { get; } = new(string.Empty, CellKind.Text);

    private void OpenRow()
    {
        CloseCell();
        _cells = [];

        if (page.TryTake())
            _rows.Add(new TableRow(_rows.Count + 1, _cells));
        SkipTaken();
    }

    private void OpenCell(HtmlTagToken tag)
    {
        CloseCell();
        if (_cells is null)
            OpenRow();
        _text.Clear();
        _span = (Span(tag, "colspan", TableLimits.Columns), Span(tag, "rowspan", TableLimits.Rows));
        IsInsideCell = true;
    }

    private void Add(TableCell cell, int rows)
    {
        if (_cells!.Count > TableLimits.Columns)
            return;
        if (rows > 1)
            _taken[_cells.Count] = rows - 1;
        _cells.Add(cell);
    }

    /// <summary>Columns that a cell of a row above reaches into.</summary>
    private void SkipTaken()
    {
        while (_cells is not null && _taken.TryGetValue(_cells.Count, out var left))
        {
            if (left > 1)
                _taken[_cells.Count] = left - 1;
            else
                _taken.Remove(_cells.Count);
            _cells.Add(Empty);
        }
    }

    private static int Span(HtmlTagToken tag, string name, int max) =>
        int.TryParse(tag.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var span)
            ? Math.Clamp(span, 1, max)
            : 1;
}
