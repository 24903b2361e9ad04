using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>What is wrong with a list, in the order of its lines.</summary>
internal static class ListProblems
{
    /// <summary>So many are listed; all are counted.</summary>
    public const int MaxListed = 200;

    private const int MaxInSentence = 20;

    public static ListProblem TooManyStudents { get; } =
        new(
            ListProblemCode.TooManyStudents,
            null,
            FormattableString.Invariant($"A class list has {ReadList.MaxStudents} students at most.")
        );

    public static IReadOnlyList<ListProblem> Listed(IEnumerable<ListProblem> problems) =>
        [.. problems.OrderBy(problem => problem.Line ?? 0).Take(MaxListed)];

    /// <summary>One text of them all, as clients show it that know no <c>problems</c>.</summary>
    /// <param name="isJson">Entries are counted, not lines.</param>
    public static string Sentence(IReadOnlyList<ListProblem> problems, bool isJson)
    {
        var unit = isJson ? "Entry" : "Line";
        var sentences = Listed(problems)
            .Take(MaxInSentence)
            .Select(problem =>
                problem.Line is { } line
                    ? FormattableString.Invariant($"{unit} {line}: {problem.Detail}")
                    : problem.Detail
            );
        var more = problems.Count - MaxInSentence;
        return string.Join(' ', sentences)
            + (more > 0 ? FormattableString.Invariant($" And {more} more.") : "")
            + " Nothing was saved.";
    }
}
