namespace Attn.Api.Features.SignIn;

/// <summary>
/// A sign-in or its refusal. Exactly one of <paramref name="SignedIn"/> and <paramref name="Refusal"/> is set.
/// </summary>
/// <param name="RetryAfter">After too many tries, else zero.</param>
internal sealed record SignInResult(SignedIn? SignedIn, SignInRefusal? Refusal, TimeSpan RetryAfter)
{
    public static SignInResult Of(SignedIn signedIn) => new(signedIn, Refusal: null, TimeSpan.Zero);

    public static SignInResult Refused(SignInRefusal refusal) => new(SignedIn: null, refusal, TimeSpan.Zero);

    public static SignInResult TooMany(SignInRefusal refusal, TimeSpan retryAfter) =>
        new(SignedIn: null, refusal, retryAfter);
}
