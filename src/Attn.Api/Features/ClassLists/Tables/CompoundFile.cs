using System.Text;

namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// The container of Office before 2007, and of workbooks with a password: its streams' names tell them apart.
/// </summary>
internal static class CompoundFile
{
    private static readonly byte[] Magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static bool IsCompound(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>Excel 2 to 4 wrote its records into no container.</summary>
    public static bool IsBareStream(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 8
        && bytes[0] == 0x09
        && bytes[1] is 0x00 or 0x02 or 0x04 or 0x08
        && bytes[2] is > 3 and < 32
        && bytes[3] == 0;

    public static ListTable RefuseOldExcel() => Refused.AsNotAList("a workbook of Excel 95 or older", isTable: true);

    public static ListTable Read(ReadOnlyMemory<byte> body, int? sheet, CancellationToken cancellationToken)
    {
        var bytes = body.Span;
        if (HasStream(bytes, "EncryptedPackage"))
            return Refused.AsProtected();
        if (HasStream(bytes, "Workbook"))
            return WorkbookTable.ReadXls(body, sheet, cancellationToken);
        if (HasStream(bytes, "Book"))
            return RefuseOldExcel();
        if (HasStream(bytes, "WordDocument"))
            return Refused.AsNotAList("a Word document");
        if (HasStream(bytes, "PowerPoint Document"))
            return Refused.AsNotAList("a presentation");
        return Refused.AsDamaged("an Office document");
    }

    /// <summary>A name fills its field in the directory with zeros, and is UTF-16.</summary>
    private static bool HasStream(ReadOnlySpan<byte> bytes, string name) =>
        bytes.IndexOf(Encoding.Unicode.GetBytes($"{name}\0\0")) >= 0;
}
