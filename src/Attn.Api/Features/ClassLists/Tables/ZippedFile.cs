using System.IO.Compression;
using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// XLSX is a ZIP, and so are many others. Before a library sees it, all of it is inflated once and counted: what the
/// file says about its sizes is not believed.
/// </summary>
internal static class ZippedFile
{
    private const string ContentTypes = "[Content_Types].xml";

    private const string Workbook = "xl/workbook.xml";

    /// <summary>Bytes of a part that are looked at to tell what the file is.</summary>
    private const int PeekLength = 64 * 1024;

    public static bool IsZip(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    public static ListTable Read(ReadOnlyMemory<byte> body, int? sheet, CancellationToken cancellationToken)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(body.ToArray(), writable: false), ZipArchiveMode.Read);
            if (KindOf(zip) is { } refusal)
                return refusal;
            if (InflatedLength(zip, cancellationToken) is not { } length)
                return Refused.Because(TableLimits.TooMuchInside, new ListSource(ListKind.Workbook));
            return WorkbookTable.ReadXlsx(body, length, sheet, cancellationToken);
        }
        catch (Exception e)
            when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return Refused.AsDamaged("a workbook or an archive (ZIP)");
        }
    }

    /// <returns><c>null</c>: a workbook that can be read.</returns>
    private static ListTable? KindOf(ZipArchive zip)
    {
        var types = Peek(zip, ContentTypes);
        if (types.Contains("ms-excel.sheet.binary", StringComparison.OrdinalIgnoreCase))
            return Refused.AsNotAList("a binary Excel workbook (.xlsb)", isTable: true);
        if (Peek(zip, Workbook).Contains("purl.oclc.org", StringComparison.Ordinal))
            return Refused.AsNotAList("a Strict Open XML workbook", isTable: true);
        if (types.Contains("spreadsheetml", StringComparison.OrdinalIgnoreCase) || Has(zip, Workbook))
            return null;
        if (types.Contains("wordprocessingml", StringComparison.OrdinalIgnoreCase) || Has(zip, "word/document.xml"))
            return Refused.AsNotAList("a Word document");
        if (types.Contains("presentationml", StringComparison.OrdinalIgnoreCase))
            return Refused.AsNotAList("a presentation");
        var mediaType = Peek(zip, "mimetype");
        if (mediaType.Contains("opendocument.spreadsheet", StringComparison.Ordinal))
            return Refused.AsNotAList("an OpenDocument spreadsheet (.ods)", isTable: true);
        if (mediaType.Contains("opendocument", StringComparison.Ordinal))
            return Refused.AsNotAList("an OpenDocument text or drawing");
        if (
            zip.Entries.Any(entry => entry.FullName.EndsWith(".iwa", StringComparison.Ordinal)) || Has(zip, "Index.zip")
        )
            return Refused.AsNotAList("a document of Apple Numbers or Pages", isTable: true);
        return Refused.AsNotAList("an archive (ZIP). Unpack it first");
    }

    private static bool Has(ZipArchive zip, string name) => zip.GetEntry(name) is not null;

    private static string Peek(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
            return string.Empty;
        using var stream = entry.Open();
        var buffer = new byte[PeekLength];
        return Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }

    /// <returns>The bytes of all parts together; <c>null</c>: more than a limit.</returns>
    private static long? InflatedLength(ZipArchive zip, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var meter = new PartMeter();
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            for (var isStart = true; stream.Read(buffer) is > 0 and var count; isStart = false)
            {
                cancellationToken.ThrowIfCancellationRequested();
                meter.Add(buffer.AsSpan(0, count), isStart);
                if (meter.IsTooMuch)
                    return null;
            }
        }

        return meter.Bytes;
    }
}
