using System.IO.Compression;
using System.Text;

namespace Attn.Api.Tests.ClassLists;

/// <summary>A list as people have them, and what right looks like.</summary>
/// <param name="Problems">Code and line of each; with any the list is refused.</param>
internal sealed record ListCase(
    string Name,
    byte[] Body,
    IReadOnlyList<string> Students,
    IReadOnlyList<(string Code, int? Line)> Problems
)
{
    private static readonly string[] One = ["0401230011 Çağrı Işık"];
    private static readonly string[] Two = ["0401230011 Çağrı Işık", "0401230012 Şule Gündoğdu"];
    private static readonly string[] Three = [.. Two, "0401230013 İpek Öztürk"];
    private static readonly string[] WithHeading =
    [
        "Öğrenci No;Adı Soyadı",
        "0401230011;Çağrı Işık",
        "0401230012;Şule Gündoğdu",
        "0401230013;İpek Öztürk",
    ];

    private static readonly string[] Plain = WithHeading[1..];

    public static IReadOnlyList<ListCase> All { get; } =
    [
        Good("what a Turkish Excel saves as CSV", Windows1254(Lines(WithHeading)), Three),
        Good("CSV UTF-8 of Excel", [.. Encoding.UTF8.Preamble, .. Utf8(Lines(WithHeading))], Three),
        Good(
            "Unicode text of Excel",
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Lines(WithHeading).Replace(';', '\t'))],
            Three
        ),
        Good("rows pasted from a worksheet", Utf8(Lines(Plain).Replace(';', '\t')), Three),
        Bad(
            "digits eaten by Excel",
            "Öğrenci No;Ad Soyad\r\n4,0123E+08;Çağrı Işık\r\n4,0123E+09;Şule Gündoğdu\r\n",
            ("number_in_scientific_notation", 2),
            ("number_in_scientific_notation", 3)
        ),
        Good(
            "numbers of a data frame",
            Utf8("Öğrenci No;Ad Soyad\n401230011.0;Çağrı Işık\n401230012,0;Şule Gündoğdu\n"),
            ["401230011 Çağrı Işık", "401230012 Şule Gündoğdu"]
        ),
        Bad(
            "one student with and without the zero",
            "0401230011;Çağrı Işık\n401230011;Çağrı Işık\n",
            ("number_differs_by_zeros", 2)
        ),
        Bad(
            "one number twice",
            "0401230011;Çağrı Işık\n0401230012;Şule Gündoğdu\n0401230011;Çağrı Işık\n",
            ("number_repeated", 3)
        ),
        Good("the workbook itself", Workbook(WithHeading), Three),
        Good("a line sep= of Excel", Utf8("sep=;\r\n" + Lines(WithHeading)), Three),
        Good("one word of ASCII as heading", Utf8("OgrenciNo;AdSoyad\n0401230011;Çağrı Işık\n"), One),
        Good("an English heading", Utf8("StudentID,FullName\n0401230011,Çağrı Işık\n"), One),
        Good(
            "a title above the heading",
            Utf8("2026-2027 Güz, MAT101 Analiz;;\nÖğrenci No;Adı Soyadı\n0401230011;Çağrı Işık\n"),
            One
        ),
        Good("name first, number second", Utf8("Adı Soyadı;Öğrenci No\nÇağrı Işık;0401230011\n"), One),
        Good("surname in a column of its own", Utf8("Numara;Ad;Soyad\n0401230011;Çağrı;Işık\n"), One),
        Good("a formula that keeps the zero", Utf8("=\"0401230011\";Çağrı Işık\n"), One),
        Good(
            "invisible characters around numbers",
            Utf8("0401230011\u00A0;\u00A0Çağrı Işık\n\u200B0401230012;Şule Gündoğdu\n"),
            Two
        ),
        Good("letters and marks apart", Utf8(Lines(Plain[..2]).Normalize(NormalizationForm.FormD)), Two),
        Good("line ends of an old Mac", Utf8(Lines(Plain).Replace("\r\n", "\r", StringComparison.Ordinal)), Three),
        Bad(
            "a quote that is never closed",
            "0401230011;\"Çağrı Işık\n0401230012;Şule Gündoğdu\n0401230013;İpek Öztürk\n",
            ("quote_not_closed", 1)
        ),
        Good(
            "a page that calls itself a workbook",
            Utf8(
                "<table><tr><td>Öğrenci No</td><td>Ad</td></tr>"
                    + "<tr><td>0401230011</td><td>Çağrı Işık</td></tr></table>"
            ),
            One
        ),
        Good("only spaces between", Utf8("0401230011 Çağrı Işık\n0401230012 Şule Gündoğdu\n"), Two),
        Bad(
            "letters broken by an earlier program",
            Encoding.UTF8.GetString(Utf8(Mojibake(Lines(Plain)))),
            ("broken_letters", 1),
            ("broken_letters", 2),
            ("broken_letters", 3)
        ),
        Bad("a heading and nobody", "Öğrenci No;Adı Soyadı\n", ("no_students", null)),
    ];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Windows1254(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("windows-1254").GetBytes(text);
    }

    /// <summary>A worksheet of texts, as small as a workbook can be.</summary>
    public static byte[] Workbook(params string[] lines)
    {
        var rows = lines.Select(
            (line, at) =>
                $"<row r=\"{at + 1}\">{string.Concat(line.Split(';').Select((cell, place) =>
                    $"<c r=\"{(char)('A' + place)}{at + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>"
        );
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                "[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                    + "<Default Extension=\"rels\" "
                    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                    + "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                    + "<Override PartName=\"/xl/s.xml\" ContentType=\""
                    + "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"
            );
            Add("_rels/.rels", Relation($"{Office}/officeDocument", "xl/workbook.xml"));
            Add(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                    + "<sheet name=\"Liste\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            );
            Add("xl/_rels/workbook.xml.rels", Relation($"{Office}/worksheet", "s.xml"));
            Add("xl/s.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>");

            void Add(string path, string xml)
            {
                using var part = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(false));
                part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
            }
        }

        return file.ToArray();

        static string Relation(string type, string target) =>
            $"<Relationships xmlns=\"{Package}/relationships\">"
            + $"<Relationship Id=\"r1\" Type=\"{type}\" Target=\"{target}\"/></Relationships>";
    }

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\r\n"));

    /// <summary>UTF-8 read as Windows-1254; bytes that are no letter there become <c>U+FFFD</c>.</summary>
    private static string Mojibake(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("windows-1254").GetString(Utf8(text));
    }

    private static ListCase Good(string name, byte[] body, string[] students) => new(name, body, students, []);

    private static ListCase Bad(string name, string text, params (string Code, int? Line)[] problems) =>
        new(name, Utf8(text), [], problems);
}
