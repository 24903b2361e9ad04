using Attn.Api.Features.FaceChecks;
using Attn.Api.Platform.Errors;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.ClassSessions;

/// <summary>Answers a teacher who opens or changes a class session: the session, or the reason why not.</summary>
internal sealed class ClassSessionAnswers(IFaceVerifier verifier, TimeProvider time)
{
    private static readonly TimeSpan RetryAfterSetup = TimeSpan.FromMinutes(1);

    public IResult Created(Outcome<ClassSession, ClassSessionRefusal> outcome) =>
        outcome.IsRefused
            ? ProblemOf(outcome.Refusal.Value)
            : TypedResults.Created(
                $"/api/v1/teacher/attendances/{outcome.Value.Id}/records",
                ResponseOf(outcome.Value)
            );

    public IResult Ok(Outcome<ClassSession, ClassSessionRefusal> outcome) =>
        outcome.IsRefused ? ProblemOf(outcome.Refusal.Value) : TypedResults.Ok(ResponseOf(outcome.Value));

    private SessionResponse ResponseOf(ClassSession session) =>
        SessionResponse.ForTeacher(session, time.GetUtcNowMilliseconds());

    private IResult ProblemOf(ClassSessionRefusal refusal) =>
        refusal switch
        {
            ClassSessionRefusal.NotFound => Problems.Of(ProblemKinds.SessionNotFound),
            ClassSessionRefusal.CourseNotFound => Problems.Of(ProblemKinds.CourseNotFound),
            ClassSessionRefusal.Ended => Problems.Of(ProblemKinds.SessionEnded),
            ClassSessionRefusal.Overlaps => Problems.Of(ProblemKinds.SessionOverlaps),
            ClassSessionRefusal.TooManyPlanned => Problems.Of(ProblemKinds.TooManyPlannedSessions),
            ClassSessionRefusal.EndsBeforeStart => InvalidEnd("The end must be later than the start."),
            ClassSessionRefusal.EndsInThePast => InvalidEnd(
                "The session would already be over: choose an end in the future."
            ),
            ClassSessionRefusal.TooLong => InvalidEnd("A session lasts 24 hours at most."),
            ClassSessionRefusal.StartsTooFarAhead => InvalidEnd("A session starts within a year from now."),
            ClassSessionRefusal.NetworksNotConfigured => Problems.RetryLater(
                ProblemKinds.NetworksNotConfigured,
                RetryAfterSetup
            ),
            ClassSessionRefusal.FaceChecksNotConfigured => Problems.RetryLater(
                ProblemKinds.FaceChecksNotConfigured,
                RetryAfterSetup,
                $"The face check is not set up. {verifier.MissingConfiguration} "
                    + "Or set FACE_VERIFIER_MICROSERVICE_URL to a face service. "
                    + "Until then, open the session with another security option."
            ),
        };

    private static ProblemHttpResult InvalidEnd(string problem) => Problems.Invalid("end_time", problem);
}
