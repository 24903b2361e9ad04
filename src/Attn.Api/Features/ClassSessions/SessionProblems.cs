using Attn.Api.Features.FaceChecks;
using Attn.Api.Platform.Errors;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.ClassSessions;

/// <summary>What a teacher is told when a class session was not opened or changed.</summary>
internal sealed class SessionProblems(IFaceVerifier verifier)
{
    private static readonly TimeSpan UntilConfigured = TimeSpan.FromMinutes(1);

    public IResult Of(ClassSessionRefusal refusal) =>
        refusal switch
        {
            ClassSessionRefusal.NotFound => Problems.Of(ProblemKinds.SessionNotFound),
            ClassSessionRefusal.Ended => Problems.Of(ProblemKinds.SessionEnded),
            ClassSessionRefusal.AlreadyActive => Problems.Of(ProblemKinds.SessionOverlaps),
            ClassSessionRefusal.EndsBeforeStart => InvalidEnd("The end must be later than the start."),
            ClassSessionRefusal.EndsInThePast => InvalidEnd(
                "The session would already be over: choose an end in the future."
            ),
            ClassSessionRefusal.TooLong => InvalidEnd("A session lasts 24 hours at most."),
            ClassSessionRefusal.StartsTooFarAhead => InvalidEnd("A session starts within a year from now."),
            ClassSessionRefusal.NetworksNotConfigured => Problems.RetryLater(
                ProblemKinds.NetworksNotConfigured,
                UntilConfigured
            ),
            ClassSessionRefusal.FaceChecksNotConfigured => Problems.RetryLater(
                ProblemKinds.FaceChecksNotConfigured,
                UntilConfigured,
                $"The face check is not set up. {verifier.MissingConfiguration} Or set FACE_VERIFIER_MICROSERVICE_URL to a face service. Until then, open the session with another security option."
            ),
        };

    private static ProblemHttpResult InvalidEnd(string problem) => Problems.Invalid("end_time", problem);
}
