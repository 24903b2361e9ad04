using Attn.Api.Platform.Errors;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Decisions;

/// <summary>What a teacher is told when a decision was not made.</summary>
internal static class TeacherProblems
{
    public static ProblemHttpResult Of(TeacherOutcome outcome, string recordNotFound = Details.RecordNotFound) =>
        outcome switch
        {
            TeacherOutcome.SessionNotFound => Problems.NotFound(Details.SessionNotFound),
            TeacherOutcome.RecordNotFound => Problems.NotFound(recordNotFound),
            TeacherOutcome.NothingToUndo => Problems.NotFound("There is no decision by hand to take back."),
            TeacherOutcome.NameNeeded => Problems.Invalid(
                "student_full_name",
                "It is required: the student has no record here and the name is not known."
            ),
            TeacherOutcome.StillLive => Problems.BadRequest(Details.StillLive),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };

    public static ProblemHttpResult NumberIsTeachers() =>
        Problems.Invalid("student_school_number", "This is a teacher's number, not a student's.");
}
