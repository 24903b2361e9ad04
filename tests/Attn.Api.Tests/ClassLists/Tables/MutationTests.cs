using System.Text;
using static Attn.Api.Tests.ClassLists.Tables.Xlsx;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Whatever the bytes are, the answer is a table: never an exception, never without an end.</summary>
public sealed class MutationTests
{
    private const int Mutations = 400;

    public static TheoryData<string> Kinds => [.. Originals.Keys, "random"];

    private static Dictionary<string, Func<byte[]>> Originals { get; } =
        new()
        {
            ["csv"] = () =>
                Encoding.UTF8.GetBytes("sep=;\r\nNo;\"Adı\nSoyadı\"\r\n=\"0401\";Çağrı Işık\r\n0402;\"Şule\"\r\n"),
            ["windows-1254"] = () => Lists.Encoding("windows-1254").GetBytes("No;Ad\r\n0401;Çağrı Işık\r\n"),
            ["utf-16"] = () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("No\tAd\r\n0401\tÇağrı Işık\r\n")],
            ["html"] = () =>
                Encoding.UTF8.GetBytes("<html><meta charset=utf-8><table><tr><td colspan=2>0401<td>Çağrı</table>"),
            ["xlsx"] = () =>
                OfRows(Row(1, Text("A1", "0401"), "<c r=\"B1\" t=\"s\"><v>0</v></c>"), "<si><t>Ali</t></si>"),
            ["xlsx by LibreOffice"] = () => LibreOfficeTests.Bytes("class-list.xlsx"),
            ["xls by LibreOffice"] = () => LibreOfficeTests.Bytes("class-list.xls"),
            ["protected xls"] = () => LibreOfficeTests.Bytes("class-list-password.xls"),
            ["protected xlsx"] = () => LibreOfficeTests.Bytes("class-list-password.xlsx"),
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_bytes_are_answered(string kind)
    {
        var random = new Random(16);
        var original = Originals.TryGetValue(kind, out var make) ? make() : RandomBytes(random);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutate(kind == "random" ? RandomBytes(random) : original, random);
            AssertAnswered(bytes, $"{kind}, mutation {i}");
        }
    }

    [Fact]
    public void Parts_of_a_workbook_that_are_damaged_are_answered()
    {
        var random = new Random(17);
        var parts = Parts(
                "<si><t>Ali</t></si><si><r><t>Ve</t></r><r><t>li</t></r></si>",
                (
                    "Liste",
                    "visible",
                    Sheet(
                        Row(1, Number("A1", "401", 1), "<c r=\"B1\" t=\"s\"><v>1</v></c>"),
                        "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
                    )
                ),
                ("Yedek", "hidden", Sheet(""))
            )
            .ToArray();
        for (var i = 0; i < 2 * Mutations; i++)
        {
            var damaged = parts.ToArray();
            var part = random.Next(damaged.Length);
            damaged[part].Item2 = Mutate(damaged[part].Item2, random);
            AssertAnswered(Zip(damaged), $"part {part}, mutation {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_truncation_is_answered(string kind)
    {
        if (!Originals.TryGetValue(kind, out var make))
            return;
        var bytes = make();
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 200))
            AssertAnswered(bytes[..length], $"{kind}, the first {length} bytes");
    }

    private static void AssertAnswered(byte[] bytes, string what)
    {
        try
        {
            var table = Lists.Read(bytes);
            Assert.All(table.Problems, problem => Assert.NotEmpty(problem.Detail));
            Assert.All(table.Rows, row => Assert.Contains(row.Cells, cell => cell.Text.Length > 0));
            Assert.All(table.Rows.Zip(table.Rows.Skip(1)), pair => Assert.True(pair.First.Line < pair.Second.Line));
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{what}: {e}");
        }
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(2000)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Bytes changed, removed, doubled, or filled with one value.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        for (var change = random.Next(1, 6); change > 0 && bytes.Length > 1; change--)
        {
            var start = random.Next(bytes.Length);
            var end = Math.Min(bytes.Length, start + random.Next(1, 20));
            bytes = random.Next(6) switch
            {
                0 => [.. bytes[..start], .. bytes[end..]],
                1 => [.. bytes[..end], .. bytes[start..]],
                2 => bytes[..end],
                3 => Filled(bytes, start, end, (byte)random.Next(256)),
                4 => Filled(bytes, start, end, random.Next(2) == 0 ? (byte)0xFF : (byte)0),
                _ => Filled(bytes, start, start + 1, (byte)random.Next(256)),
            };
        }

        return bytes;
    }

    private static byte[] Filled(byte[] bytes, int start, int end, byte value)
    {
        Array.Fill(bytes, value, start, end - start);
        return bytes;
    }
}
