using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;
using Attn.Api.Platform.Wire;
using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>
/// Makes students of a JSON list. Programs send it, and the page that puts an old list back: nothing is guessed, and
/// what a person should look at is a warning.
/// </summary>
internal sealed class JsonList
{
    private static readonly SchoolNumberAttribute NumberRule = new();
    private static readonly PlainTextAttribute NameRule = new(1, TextLimits.Name);
    private static readonly PlainTextAttribute GroupRule = new(1, TextLimits.Group);
    private static readonly PlainTextAttribute ReasonRule = new(1, TextLimits.Reason);
    private readonly List<ReadEntry> _entries = [];
    private readonly List<ListProblem> _problems = [];
    private readonly Dictionary<string, int> _lineOfNumber = new(StringComparer.Ordinal);

    public static ReadList Read(IReadOnlyList<ClassListEntryRequest?> students)
    {
        var list = new JsonList();
        for (var index = 0; index < students.Count; index++)
            list.Add(index + 1, students[index] ?? new());
        if (students.Count > ReadList.MaxStudents)
            list._problems.Add(ListProblems.TooManyStudents);
        return new(new ListSource(ListKind.Json))
        {
            Entries = list._entries,
            Problems = list._problems,
            Warnings = [.. list.SimilarNumbersOf()],
        };
    }

    private void Add(int line, ClassListEntryRequest student)
    {
        var canonical = SchoolNumbers.Canonical(student.StudentSchoolNumber ?? "");
        if (FindProblem(canonical, student) is { } problem)
            Refuse(problem.Code, line, problem.Text);
        else if (!_lineOfNumber.TryAdd(canonical, line))
            _problems.Add(
                new(
                    ListProblemCode.NumberRepeated,
                    line,
                    FormattableString.Invariant($"This number stands on entry {_lineOfNumber[canonical]} already."),
                    _lineOfNumber[canonical]
                )
            );
        else
            _entries.Add(new(line, student.ToEntry(canonical)));
    }

    private static (ListProblemCode Code, string Text)? FindProblem(string canonical, ClassListEntryRequest student)
    {
        if (canonical.Length == 0)
            return (ListProblemCode.NumberMissing, "The number is missing.");
        if (NumberRule.GetValidationResult(canonical, new(student)) is { ErrorMessage: { } badNumber })
            return (ListProblemCode.NumberNotValid, badNumber);
        if (string.IsNullOrWhiteSpace(student.StudentFullName))
            return (ListProblemCode.NameMissing, "The name is missing.");
        if (NameRule.GetValidationResult(student.StudentFullName, new(student)) is { ErrorMessage: { } badName })
            return (ListProblemCode.NameNotValid, badName);
        if (GroupRule.GetValidationResult(student.Group, new(student)) is { ErrorMessage: { } badGroup })
            return (ListProblemCode.GroupNotValid, $"The group: {badGroup}");
        return ReasonRule.GetValidationResult(student.ExemptReason, new(student)) is { ErrorMessage: { } badReason }
            ? (ListProblemCode.EnrolmentNotValid, $"exempt_reason: {badReason}")
            : null;
    }

    private IEnumerable<ListProblem> SimilarNumbersOf() =>
        from similar in SimilarNumbers.Find(_lineOfNumber.Keys)
        let lines = similar.Select(number => _lineOfNumber[number]).Order().ToList()
        from line in lines.Skip(1)
        select new ListProblem(
            ListProblemCode.NumberDiffersByZeros,
            line,
            FormattableString.Invariant($"This number differs from that on entry {lines[0]} by its zeros only."),
            lines[0]
        );

    private void Refuse(ListProblemCode code, int line, string problem) => _problems.Add(new(code, line, problem));
}
