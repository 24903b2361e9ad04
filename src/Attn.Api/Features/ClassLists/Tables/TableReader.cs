using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Reads a file or a pasted text into rows of cells. What it is, its bytes say: neither the name nor the content type
/// of a file is believed. Pure; never throws because of what the bytes are.
/// </summary>
internal static class TableReader
{
    private static readonly (byte[] Start, string What)[] Others =
    [
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("{\\rtf"u8.ToArray(), "a text document (RTF)"),
        ([0x89, .. "PNG"u8], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ("GIF8"u8.ToArray(), "a picture"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7z archive"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([0x1F, 0x8B], "a gzip archive"),
        ("MIME-Version:"u8.ToArray(), "a saved web page (MHTML)"),
    ];

    /// <param name="body">The whole file.</param>
    /// <param name="sheet">
    /// Which of the visible worksheets, from 1; <c>null</c>: the first that looks like a list.
    /// </param>
    /// <param name="charset">Of the content type, or <c>null</c>; used where the bytes do not tell.</param>
    /// <exception cref="OperationCanceledException">Nobody waits for the table any more.</exception>
    public static ListTable Read(
        ReadOnlyMemory<byte> body,
        int? sheet,
        string? charset,
        CancellationToken cancellationToken = default
    )
    {
        var bytes = body.Span;
        if (ZippedFile.IsZip(bytes))
            return ZippedFile.Read(body, sheet, cancellationToken);
        if (CompoundFile.IsCompound(bytes))
            return CompoundFile.Read(body, sheet, cancellationToken);
        if (CompoundFile.IsBareStream(bytes))
            return CompoundFile.RefuseOldExcel();
        foreach (var (start, what) in Others)
        {
            if (bytes.StartsWith(start))
                return Refused.AsNotAList(what);
        }

        return ReadText(bytes, charset, cancellationToken);
    }

    private static ListTable ReadText(ReadOnlySpan<byte> bytes, string? charset, CancellationToken cancellationToken)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MarkupKind.StartLength)]);
        var decoded = TextDecoder.Decode(bytes, MarkupKind.CharsetOf(start) ?? charset);
        if (decoded is null)
            return Refused.AsNotAList("no text and no workbook");
        return MarkupKind.Of(decoded.Text) switch
        {
            Markup.Html => HtmlTable.Read(decoded, cancellationToken),
            Markup.ExcelXml => Refused.AsNotAList("an Excel 2003 XML spreadsheet", isTable: true),
            Markup.OpenDocument => Refused.AsNotAList("an OpenDocument spreadsheet", isTable: true),
            Markup.OtherXml => Refused.AsNotAList("an XML file"),
            Markup.None => TextTable.Read(decoded, cancellationToken),
        };
    }
}
