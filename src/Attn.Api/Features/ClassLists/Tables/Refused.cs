namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>A file that is no class list, or cannot be read, with a sentence that says what it is.</summary>
internal static class Refused
{
    private const string SaveAsWorkbook =
        "Open it in its program and save it as an Excel workbook (.xlsx), or paste the rows.";

    private const string Accepted = "Send a workbook (.xlsx, .xls) or a CSV file, or paste the rows.";

    public static ListTable AsNotAList(string what, bool isTable = false) =>
        Because(ListProblemCode.NotAList, $"The file is {what}. {(isTable ? SaveAsWorkbook : Accepted)}");

    public static ListTable AsDamaged(string what) =>
        Because(
            ListProblemCode.FileDamaged,
            $"The file is {what}, but it is damaged or cut short. "
                + "Get it anew, or open it, save it again as a workbook (.xlsx), and send that."
        );

    public static ListTable AsProtected() =>
        Because(
            ListProblemCode.FileProtected,
            "The workbook is protected by a password. "
                + "Open it in Excel, remove the password (File, Info, Protect Workbook), and save it."
        );

    public static ListTable Because(ListProblemCode code, string detail, ListKind kind = ListKind.Workbook) =>
        Because(new ListProblem(code, Line: null, detail), new ListSource(kind));

    public static ListTable Because(ListProblem problem, ListSource source) => new(source, [], [problem], []);
}
