using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Splits a text into records and fields. Lines end with CR, LF or both, mixed or not; each of them counts, also inside
/// quotes. A quote that opens a field (<c>"</c> or <c>="</c>, as Excel needs to keep zeros) ends at the next single
/// one; a quote elsewhere is a character like any other.
/// </summary>
/// <remarks>
/// Our own rather than CsvHelper's parser, which neither says on which line a record or an open quote begins nor that a
/// quote stays open: docs/decisions/0185.
/// </remarks>
internal sealed class CsvScanner(string text, char? separator, int start = 0, int line = 1)
{
    private readonly StringBuilder _field = new();
    private int _position = start;
    private int _line = line;

    /// <summary>
    /// Where a quote opens that is not closed, or that closes in the middle of a later line; <c>null</c>: none. Known
    /// when all records were read.
    /// </summary>
    public int? OpenQuoteLine { get; private set; }

    /// <summary>Quotes are read as letters.</summary>
    public bool IgnoresQuotes { get; init; }

    public IEnumerable<CsvRecord> Records()
    {
        while (_position < text.Length)
            yield return ReadRecord();
    }

    private CsvRecord ReadRecord()
    {
        var begin = _line;
        var fields = new List<string>();
        do
        {
            var field = ReadField();

            // One column too many is enough to refuse the record.
            if (fields.Count <= TableLimits.Columns)
                fields.Add(field);
        } while (TrySkipSeparator());
        SkipLineEnd();
        return new CsvRecord(begin, fields);
    }

    private string ReadField()
    {
        _field.Clear();
        if (!IgnoresQuotes && separator is not null)
            ReadQuoted();
        while (_position < text.Length && text[_position] != separator && text[_position] is not ('\r' or '\n'))
            _field.Append(text[_position++]);
        return _field.ToString();
    }

    private void ReadQuoted()
    {
        var opening = _position;
        while (opening < text.Length && text[opening] == ' ')
            opening++;
        if (opening < text.Length && text[opening] == '=')
            opening++;
        if (opening >= text.Length || text[opening] != '"')
            return;

        var openLine = _line;
        _position = opening + 1;
        while (!TryCloseQuote())
        {
            if (_position >= text.Length)
            {
                OpenQuoteLine ??= openLine;
                return;
            }

            AppendQuoted();
        }

        if (_line > openLine && !IsAtEndOfField())
            OpenQuoteLine ??= openLine;
    }

    private bool TryCloseQuote()
    {
        if (!IsAt('"') || (_position + 1 < text.Length && text[_position + 1] == '"'))
            return false;
        _position++;
        return true;
    }

    private void AppendQuoted()
    {
        if (text[_position] is '\r' or '\n')
        {
            _field.Append('\n');
            SkipLineEnd();
            return;
        }

        // Two quotes are one.
        if (IsAt('"'))
            _position++;
        _field.Append(text[_position++]);
    }

    private bool IsAtEndOfField()
    {
        var next = _position;
        while (next < text.Length && text[next] == ' ')
            next++;
        return next >= text.Length || text[next] == separator || text[next] is '\r' or '\n';
    }

    private bool TrySkipSeparator()
    {
        if (separator is not { } c || !IsAt(c))
            return false;
        _position++;
        return true;
    }

    private bool IsAt(char c) => _position < text.Length && text[_position] == c;

    private void SkipLineEnd()
    {
        if (_position >= text.Length)
            return;
        var isPair = IsAt('\r') && _position + 1 < text.Length && text[_position + 1] == '\n';
        _position += isPair ? 2 : 1;
        _line++;
    }
}
