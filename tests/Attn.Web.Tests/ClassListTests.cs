using System.Text;
using System.Text.RegularExpressions;
using Attn.Testing.Program;
using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>A secretary brings class lists in, sees what they change, and takes a change back.</summary>
public sealed class ClassListTests(Browsers browsers)
{
    private const string Course = "Analiz I";
    private const string Usual =
        "Sıra\tÖğrenci No\tAdı\tSoyadı\n1\t0502210012\tAyşe\tYılmaz\n"
        + "2\t0502210013\tAli\tKaya\n3\t0502210014\tEce\tDemir";

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("en", true, ColorScheme.Light)]
    [InlineData("tr", false, ColorScheme.Dark)]
    public async Task A_list_is_pasted_replaced_from_a_workbook_and_put_back(
        string language,
        bool atProjector,
        ColorScheme colours
    )
    {
        await using var program = await AttnProgram.StartAsync();
        var look = atProjector ? Look.Projector(language, colours) : Look.Phone(language, colours);
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, look);
        await teacher.Page.GotoAsync("/");
        await teacher.SignsInAsync("demo_teacher_1");
        await teacher.MakesCourseAsync(Course);

        // The usual list of a Turkish student system, with row numbers and a column of surnames.
        await teacher.Field("paste").FillAsync(Usual);
        await Assertions.Expect(Role(teacher, "Öğrenci No")).ToHaveValueAsync("number");
        await Assertions.Expect(Role(teacher, "Soyadı")).ToHaveValueAsync("surname");
        await Assertions.Expect(Role(teacher, "Sıra")).ToHaveValueAsync("ignored");
        await Assertions.Expect(Difference(teacher, "added")).ToContainTextAsync("3");
        await teacher.AuditsAsync("class-list-preview");
        await teacher.ClickAsync("replace");
        await ListsAsync(teacher, "Ayşe Yılmaz 0502210012", "Ali Kaya 0502210013", "Ece Demir 0502210014");

        // One is renamed, two are gone, one is new; the sheet that is meant is the second, and its column a group.
        await teacher
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "liste.xlsx",
                    MimeType = "",
                    Buffer = Workbook.Of(
                        (
                            "Yaz",
                            [
                                ["Öğrenci No", "Adı Soyadı"],
                                ["0502210099", "Can Er"],
                            ]
                        ),
                        (
                            "Güz",
                            [
                                ["Öğrenci No", "Adı Soyadı", "Masa"],
                                ["0502210012", "Ayşe Yılmaz Ak", "M1"],
                                ["0502210015", "Şule Gündoğdu", "M2"],
                            ]
                        )
                    ),
                }
            );
        await teacher.Page.Locator(".sheet-choice select").SelectOptionAsync("Güz");
        await Role(teacher, "Masa").SelectOptionAsync("group");
        await Assertions.Expect(Difference(teacher, "added")).ToContainTextAsync("1");
        await Assertions.Expect(Difference(teacher, "removed")).ToContainTextAsync("2");
        await Difference(teacher, "renamed").Locator("summary").ClickAsync();
        await Assertions.Expect(Difference(teacher, "renamed")).ToContainTextAsync("Ayşe Yılmaz → Ayşe Yılmaz Ak");
        await teacher.AuditsAsync("class-list-differences");
        await teacher.ClickAsync("replace");
        await Audit.FindsNothingAsync(teacher.Page, "class-list-confirm");
        await teacher.Dialog.GetByText(teacher.Words["replace"], new() { Exact = true }).ClickAsync();
        await ListsAsync(teacher, "Ayşe Yılmaz Ak 0502210012", "Şule Gündoğdu 0502210015");
        await Assertions.Expect(teacher.Page.Locator(".student-row").First).ToContainTextAsync("M1");
        await teacher.AuditsAsync("class-list-undo");
        await teacher.ClickAsync("undo");
        await ListsAsync(teacher, "Ayşe Yılmaz 0502210012", "Ali Kaya 0502210013", "Ece Demir 0502210014");
        await Assertions.Expect(teacher.Button("undo")).ToHaveCountAsync(0);
        teacher.HadNoError();
    }

    [Fact]
    public async Task A_file_in_the_letters_of_Turkish_Windows_is_dropped_and_a_bad_line_keeps_the_list_as_it_is()
    {
        await using var program = await AttnProgram.StartAsync();
        await using var teacher = await Person.AtAsync(browsers.Browser, program.Url, Look.Projector("tr"));
        await teacher.Page.GotoAsync("/");
        await teacher.SignsInAsync("demo_teacher_1");
        await teacher.MakesCourseAsync(Course);

        // Windows-1254 differs from Latin-1 in six letters: ð, ý and þ stand for ğ, ı and ş.
        await DropsAsync(teacher, "liste.csv", "Numara;Ad;Soyad\r\n0401230011;Çaðrý;Iþýk\r\n;Ali;Kaya\r\n");
        var problems = teacher.Page.Locator(".findings.bad");
        await Assertions.Expect(problems).ToContainTextAsync("3. satır: Öğrenci numarası eksik.");
        await Assertions.Expect(teacher.Button("replace")).ToBeDisabledAsync();
        await teacher.AuditsAsync("class-list-problems");

        await DropsAsync(teacher, "liste.csv", "Numara;Ad;Soyad\r\n0401230011;Çaðrý;Iþýk\r\n");
        await Assertions.Expect(problems).ToHaveCountAsync(0);
        await teacher.ClickAsync("replace");
        await ListsAsync(teacher, "Çağrı Işık 0401230011");
        teacher.HadNoError();
    }

    private static ILocator Role(Person teacher, string column) =>
        teacher.Page.Locator(".list-table th", new() { HasText = column }).Locator("select");

    private static ILocator Difference(Person teacher, string kind) => teacher.Page.Locator($".differences .{kind}");

    private static async Task ListsAsync(Person teacher, params string[] students)
    {
        var rows = teacher.Page.Locator(".student-row");
        await Assertions.Expect(rows).ToHaveCountAsync(students.Length);
        foreach (var student in students)
            await Assertions
                .Expect(
                    rows.Filter(new() { HasTextRegex = new(Regex.Escape(student), RegexOptions.None, RegexTimeout) })
                )
                .ToHaveCountAsync(1);
    }

    private static async Task DropsAsync(Person teacher, string name, string latin1)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1).Select(each => (int)each).ToArray();
        var transfer = await teacher.Page.EvaluateHandleAsync(
            """
            ([name, bytes]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([new Uint8Array(bytes)], name));
              return transfer;
            }
            """,
            new object[] { name, bytes }
        );
        var card = teacher.Page.Locator("section.card", new() { Has = teacher.Page.Locator("#class-list") });
        await card.DispatchEventAsync("dragover", new { dataTransfer = transfer });
        await card.DispatchEventAsync("drop", new { dataTransfer = transfer });
    }
}
