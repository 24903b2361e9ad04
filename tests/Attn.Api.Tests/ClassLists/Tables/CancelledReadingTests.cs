using System.Text;
using Attn.Api.Features.ClassLists.Tables;
using static Attn.Api.Tests.ClassLists.Tables.Xlsx;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Reading ends when nobody waits for it any more, and is not called a damaged file.</summary>
public sealed class CancelledReadingTests
{
    public static TheoryData<byte[]> Files =>
        [
            Encoding.UTF8.GetBytes("0401;Ali"),
            Encoding.UTF8.GetBytes("<table><tr><td>0401<td>Ali</table>"),
            OfRows(Row(1, Text("A1", "0401"), Text("B1", "Ali"))),
            LibreOfficeTests.Bytes("class-list.xls"),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reading_ends_when_it_is_cancelled(byte[] bytes) =>
        Assert.Throws<OperationCanceledException>(() =>
            TableReader.Read(bytes, sheet: null, charset: null, new CancellationToken(canceled: true))
        );
}
