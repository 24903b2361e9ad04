namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Counts what the parts of a workbook hold while they are inflated. The library reads a shared text anew for every
/// cell that shows it, so that the longest text times the elements is what reading may cost.
/// </summary>
internal sealed class PartMeter
{
    private long _elements;
    private long _longestText;
    private long _text;
    private bool _isBinary;

    public long Bytes { get; private set; }

    public bool IsTooMuch =>
        Bytes > TableLimits.InflatedBytes
        || _elements > TableLimits.Elements
        || _elements * _longestText > TableLimits.SharedText;

    public void Add(ReadOnlySpan<byte> bytes, bool isStart)
    {
        Bytes += bytes.Length;
        if (isStart)
            (_text, _isBinary) = (0, IsBinary(bytes));
        for (int next; (next = bytes.IndexOf((byte)'<')) >= 0; bytes = bytes[(next + 1)..])
        {
            AddText(next);
            _elements++;
            _text = 0;
        }

        AddText(bytes.Length);
    }

    private void AddText(int length)
    {
        _text += length;
        if (!_isBinary)
            _longestText = Math.Max(_longestText, _text);
    }

    /// <summary>A picture, which no XML begins like: with neither an angle bracket, nor space, nor a mark.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> start) =>
        start is not [(byte)'<' or 0xEF or 0xFE or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..]
        && start is not [0xFF, 0xFE, ..];
}
