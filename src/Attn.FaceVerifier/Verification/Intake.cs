using Attn.Faces.Queue;

namespace Attn.FaceVerifier.Verification;

/// <summary>What became of a request.</summary>
internal abstract record Intake
{
    private Intake() { }

    internal sealed record Taken(Guid VerificationId, EnqueueResult Result) : Intake;

    internal sealed record Invalid(string Field, string Problem) : Intake;

    internal sealed record NotSigned : Intake;

    internal sealed record WrongTarget : Intake;

    internal sealed record WrongType : Intake;
}
