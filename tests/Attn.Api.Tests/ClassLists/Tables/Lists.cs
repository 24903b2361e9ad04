using System.Text;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Tests.ClassLists.Tables;

/// <summary>Reads what a test has written, and shows rows as a test expects them: cells between bars.</summary>
internal static class Lists
{
    public const string Heading = "Öğrenci No;Adı Soyadı";

    public static readonly string[] Three =
    [
        "0401230011|Çağrı Işık",
        "0401230012|Şule Gündoğdu",
        "0401230013|İpek Öztürk",
    ];

    public static Encoding Encoding(string name)
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return System.Text.Encoding.GetEncoding(name);
    }

    public static ListTable Read(string text, string? charset = null) =>
        Read(System.Text.Encoding.UTF8.GetBytes(text), null, charset);

    public static ListTable Read(byte[] bytes, int? sheet = null, string? charset = null) =>
        TableReader.Read(bytes, sheet, charset);

    /// <summary>Rows without their lines, each as its cells between bars.</summary>
    public static string[] Cells(this ListTable table) =>
        [.. table.Rows.Select(row => string.Join('|', row.Cells.Select(cell => cell.Text)))];

    public static string[] Lines(this ListTable table) =>
        [.. table.Rows.Select(row => $"{row.Line}: {string.Join('|', row.Cells.Select(cell => cell.Text))}")];

    public static string[] Kinds(this TableRow row) => [.. row.Cells.Select(cell => $"{cell.Kind} {cell.Text}")];

    public static (ListProblemCode, int?)[] Codes(this ListTable table) =>
        [.. table.Problems.Select(problem => (problem.Code, problem.Line))];

    /// <summary>The rows are these, and nothing is wrong with them.</summary>
    public static ListTable Holds(this ListTable table, params string[] rows)
    {
        Assert.Empty(table.Codes());
        Assert.Equal(rows, table.Cells());
        return table;
    }

    public static ListTable IsRefused(this ListTable table, ListProblemCode code, int? line = null)
    {
        Assert.Contains((code, line), table.Codes());
        Assert.All(table.Problems, problem => Assert.EndsWith(".", problem.Detail, StringComparison.Ordinal));
        return table;
    }
}
