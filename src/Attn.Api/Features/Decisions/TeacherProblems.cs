using Attn.Api.Platform.Errors;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Decisions;

/// <summary>Why a decision by hand was not made, as a problem.</summary>
internal static class TeacherProblems
{
    public static ProblemHttpResult Of(TeacherRefusal refusal) => Of(refusal, ProblemKinds.RecordNotFound);

    public static ProblemHttpResult Of(TeacherRefusal refusal, ProblemKind recordNotFound) =>
        refusal switch
        {
            TeacherRefusal.SessionNotFound => Problems.Of(ProblemKinds.SessionNotFound),
            TeacherRefusal.RecordNotFound => Problems.Of(recordNotFound),
            TeacherRefusal.NothingToUndo => Problems.Of(ProblemKinds.NothingToUndo),
            TeacherRefusal.StillLive => Problems.Of(ProblemKinds.SessionStillLive),
            TeacherRefusal.NameNeeded => Problems.Invalid(
                "student_full_name",
                "It is required: the student has no record here and the name is not known."
            ),
            TeacherRefusal.NumberIsTeachers => Problems.Invalid(
                "student_school_number",
                "This is a teacher's number, not a student's."
            ),
        };
}
