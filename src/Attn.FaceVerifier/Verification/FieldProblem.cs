namespace Attn.FaceVerifier.Verification;

/// <summary>What is wrong with a field of a request.</summary>
/// <param name="Field">The field's name on the wire.</param>
internal sealed record FieldProblem(string Field, string Text);
