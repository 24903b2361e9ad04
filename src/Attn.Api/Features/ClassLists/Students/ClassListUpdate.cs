using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Features.ClassLists.Wire;
using Attn.Domain;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>A list that was read beside the one that is there: the answer of preview and replacement.</summary>
internal sealed record ClassListUpdate(
    ReadList Read,
    ClassListChange Change,
    IReadOnlyList<ListProblem> Problems,
    IReadOnlyList<ListProblem> Warnings
)
{
    public static ClassListUpdate Of(ReadList read, IReadOnlyList<Enrolment> before)
    {
        // A list that holds nobody because of its problems is not about to remove everybody.
        var isAboutNobody = read is { Entries.Count: 0, Problems.Count: > 0 };
        var change = ClassListChange.Of(isAboutNobody ? [] : before, [.. read.Entries.Select(entry => entry.Entry)]);
        return new(
            read,
            change,
            [.. read.Problems, .. ProblemsOfEnrolments(read, change)],
            [.. read.Warnings, .. ChangedZeros(read, change)]
        );
    }

    public ClassListPreviewResponse ToResponse() =>
        new()
        {
            Source = Read.Source,
            Columns = Read.Columns,
            Skipped = Read.Skipped,
            Students =
            [
                .. Read.Entries.Zip(Change.After, (entry, student) => ReadStudentResponse.Of(entry.Line, student)),
            ],
            Problems = ListProblems.Listed(Problems),
            ProblemCount = Problems.Count,
            Warnings = ListProblems.Listed(Warnings),
            Added = [.. Change.Added.Select(ListedResponse.Of)],
            Removed = [.. Change.Removed.Select(ListedResponse.Of)],
            Renamed = [.. Change.Renamed.Select(RenamedResponse.Of)],
            Changed = [.. Change.Changed.Select(ChangedResponse.Of)],
            Unchanged = Change.UnchangedCount,
        };

    /// <summary>Only here is known what a student has of which the list says nothing.</summary>
    private static IEnumerable<ListProblem> ProblemsOfEnrolments(ReadList read, ClassListChange change) =>
        from pair in read.Entries.Zip(change.After)
        let problem = EnrolmentRules.FindProblem(pair.Second)
        where problem is not null
        select new ListProblem(ListProblemCode.EnrolmentNotValid, pair.First.Line, TextOf(problem.Value));

    /// <summary>Whoever loses or gains zeros would lose the records, too.</summary>
    private static IEnumerable<ListProblem> ChangedZeros(ReadList read, ClassListChange change)
    {
        var lines = read.Entries.ToDictionary(
            entry => entry.Entry.Enrolment.StudentNumber,
            entry => entry.Line,
            StringComparer.Ordinal
        );
        var removed = change.Removed.Select(student => student.StudentNumber).ToHashSet(StringComparer.Ordinal);
        foreach (var similar in SimilarNumbers.Find(lines.Keys.Concat(removed)))
        {
            if (similar.FirstOrDefault(removed.Contains) is not { } old)
                continue;
            foreach (var number in similar.Where(number => lines.ContainsKey(number)))
                yield return new(
                    ListProblemCode.NumberChangesZeros,
                    lines[number],
                    $"The list that is there has {old}: another number, and another student, to this program."
                );
        }
    }

    private static string TextOf(EnrolmentProblem problem) =>
        problem switch
        {
            EnrolmentProblem.EndsBeforeItBegins => "The enrolment would end before it begins.",
            EnrolmentProblem.ExemptWithoutReason => "exempt_reason: say why the student is exempt.",
            EnrolmentProblem.ReasonWithoutExemption => "A reason for an exemption needs \"exempt\": true.",
        };
}
