using Attn.Api.Features.ClassLists.Students;
using Attn.Api.Features.ClassLists.Tables;
using Attn.Api.Platform.Errors;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.ClassLists;

/// <summary>Replaces a class list, all or nothing, by what a preview of the same list shows.</summary>
internal sealed class ClassListWriter(ClassListStore lists)
{
    /// <param name="notValid">How the route says that a list cannot be saved.</param>
    /// <returns>The new list and what it changed; <c>null</c> and the reason where nothing was saved.</returns>
    public async Task<(SavedClassList? Saved, ProblemHttpResult? Problem)> SaveAsync(
        Guid course,
        ReadList list,
        IReadOnlyCollection<string>? expectedVersions,
        ProblemKind notValid,
        CancellationToken cancellationToken
    )
    {
        if (FindProblem(list, notValid) is { } problem)
            return (null, problem);
        ClassListUpdate? update = null;
        var isOther = false;
        var students = await lists.ReplaceAsync(
            course,
            before =>
            {
                isOther = expectedVersions?.Contains(ClassListVersion.Of(before), StringComparer.Ordinal) == false;
                update = list.Against(before);
                return isOther || update.Problems.Count > 0 ? null : update.Change.After;
            },
            cancellationToken
        );
        if (students is null || update is null)
            return (null, Problems.Of(ProblemKinds.CourseNotFound));
        if (isOther)
            return (null, Problems.Of(ProblemKinds.ClassListChanged));
        return update.Problems.Count > 0
            ? (null, NotValid(list, update.Problems, notValid))
            : (new(update, students), null);
    }

    /// <returns>Why nobody can save this list; <c>null</c>: the list that is there decides.</returns>
    public static ProblemHttpResult? FindProblem(ReadList list, ProblemKind notValid) =>
        list.Problems.Count > 0 ? NotValid(list, list.Problems, notValid) : null;

    private static ProblemHttpResult NotValid(ReadList list, IReadOnlyList<ListProblem> problems, ProblemKind notValid)
    {
        var invalid = Problems.Invalid(notValid, "students", ListProblems.Sentence(problems, list.IsJson));
        invalid.ProblemDetails.Extensions["problems"] = ListProblems.Listed(problems);
        invalid.ProblemDetails.Extensions["problem_count"] = problems.Count;
        return invalid;
    }
}

internal sealed record SavedClassList(ClassListUpdate Update, CourseStudents Students);
