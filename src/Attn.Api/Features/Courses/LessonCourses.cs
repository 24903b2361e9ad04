using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Courses;

/// <summary>
/// The course that a lesson's name stands for: the teacher's course of that name in the current term, or in another
/// one.
/// </summary>
internal sealed class LessonCourses(Terms terms, CourseCatalogue courses, TimeProvider time)
{
    /// <summary>The term of this id, without one the current term; <c>null</c>: there is no such term.</summary>
    public async Task<Term?> FindTermAsync(Guid? termId, CancellationToken cancellationToken) =>
        termId is { } id
            ? await terms.FindAsync(id, cancellationToken)
            : await terms.FindOrMakeAsync(time.GetUtcNow(), cancellationToken);

    public async Task<IReadOnlyList<Course>> ListAsync(
        string teacherNumber,
        Guid? termId,
        CancellationToken cancellationToken
    ) =>
        await FindTermAsync(termId, cancellationToken) is { } term
            ? await courses.ListAsync(teacherNumber, term.Id, cancellationToken)
            : [];

    public async Task<Course?> FindAsync(
        string teacherNumber,
        string lessonName,
        Guid? termId,
        CancellationToken cancellationToken
    ) =>
        await FindTermAsync(termId, cancellationToken) is { } term
            ? await courses.FindByNameAsync(teacherNumber, lessonName, term.Id, cancellationToken)
            : null;

    /// <summary>
    /// The course of a report: without a term, that of the term in which the asked days lie, as clients do that know no
    /// terms.
    /// </summary>
    public async Task<Course?> FindOfDayAsync(
        string teacherNumber,
        string lessonName,
        Guid? termId,
        DateOnly? day,
        CancellationToken cancellationToken
    )
    {
        var term = termId ?? (day is { } asked ? (await terms.FindOfDayAsync(asked, cancellationToken))?.Id : null);
        return await FindAsync(teacherNumber, lessonName, term, cancellationToken);
    }

    /// <summary>The course, which is made in the current term where there is none.</summary>
    public async Task<Course> FindOrMakeAsync(
        string teacherNumber,
        string lessonName,
        CancellationToken cancellationToken
    )
    {
        var id = await courses.FindOrMakeAsync(teacherNumber, lessonName, time.GetUtcNow(), cancellationToken);
        return (await courses.FindAsync(id, teacherNumber, cancellationToken))!;
    }
}
