using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.SignIn;

/// <summary>Users sign in with the university account, renew their token, and sign out.</summary>
internal static class SignInEndpoints
{
    private static readonly TimeSpan PortalRetryAfter = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth")
            .RequireRateLimiting(RateLimits.SignIn)
            .WithTags("Sign-in")
            .WithProblems(ProblemKinds.RateLimited, ProblemKinds.StoreUnavailable);
        MapCredentials(group);
        MapLogin(group);
    }

    private static void MapCredentials(RouteGroupBuilder auth)
    {
        var group = auth.MapGroup("")
            .WithMetadata(new RequestTimeoutAttribute(TimeLimits.SignIn))
            .WithProblems(
                ProblemKinds.NotValid,
                ProblemKinds.WrongCredentials,
                ProblemKinds.UnknownRole,
                ProblemKinds.TooManyFailedSignIns,
                ProblemKinds.PortalUnavailable
            );

        group.MapPost("/login", LogIn).WithName("login").WithSummary("Sign in with the university account.");
        group
            .MapPost("/token", IssueToken)
            .DisableAntiforgery()
            .WithName("token")
            .WithSummary("Sign in with the OAuth2 password form.");
    }

    private static void MapLogin(RouteGroupBuilder auth)
    {
        var group = auth.MapGroup("").RequireAuthorization().WithProblems(ProblemKinds.NotSignedIn);

        group.MapPost("/logout", LogOut).WithName("logout").WithSummary("Sign out: the token is refused from then on.");
        group.MapPost("/renew", Renew).WithName("renew").WithSummary("Extend the sign-in and get a new token.");
    }

    private static async Task<Results<Ok<LoginResponse>, ProblemHttpResult, RetryLaterResult>> LogIn(
        LoginRequest request,
        HttpContext context,
        SignInService service,
        CancellationToken cancellationToken
    )
    {
        var result = await service.SignInAsync(
            request.Username!,
            request.Password!,
            context.CountedAddress(),
            cancellationToken
        );
        return result.Refusal is { } refusal
            ? ProblemOf<Ok<LoginResponse>>(refusal, result.RetryAfter)
            : TypedResults.Ok(LoginResponse.Of(result.SignedIn!));
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult, RetryLaterResult>> IssueToken(
        [FromForm] TokenForm? form,
        HttpContext context,
        SignInService service,
        CancellationToken cancellationToken
    )
    {
        // The binder takes a form without any of our fields for no form, and does not validate it.
        if (form is null)
            return Problems.Invalid("username", "It is required.");
        var result = await service.SignInAsync(
            form.Username!,
            form.Password!,
            context.CountedAddress(),
            cancellationToken
        );
        return result.Refusal is { } refusal
            ? ProblemOf<Ok<TokenResponse>>(refusal, result.RetryAfter)
            : TypedResults.Ok(new TokenResponse(result.SignedIn!.Token));
    }

    private static async Task<NoContent> LogOut(
        CurrentUser user,
        LoginService service,
        CancellationToken cancellationToken
    )
    {
        await service.EndAsync(user.LoginId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> Renew(
        CurrentUser user,
        LoginService service,
        CancellationToken cancellationToken
    ) =>
        await service.RenewAsync(user.LoginId, cancellationToken) is { } token
            ? TypedResults.Ok(new TokenResponse(token))
            : Problems.Of(ProblemKinds.NotSignedIn);

    private static Results<TOk, ProblemHttpResult, RetryLaterResult> ProblemOf<TOk>(
        SignInRefusal refusal,
        TimeSpan retryAfter
    )
        where TOk : IResult =>
        refusal switch
        {
            SignInRefusal.WrongCredentials => Problems.Of(ProblemKinds.WrongCredentials),
            SignInRefusal.UnknownRole => Problems.Of(ProblemKinds.UnknownRole),
            SignInRefusal.PortalBusy => Problems.RetryLater(
                ProblemKinds.PortalUnavailable,
                PortalRetryAfter,
                "Too many people are signing in at the moment. Please try again in a few seconds."
            ),
            SignInRefusal.PortalUnavailable => Problems.RetryLater(ProblemKinds.PortalUnavailable, PortalRetryAfter),
            SignInRefusal.TooManyFromAddress => Problems.RetryLater(
                ProblemKinds.TooManyFailedSignIns,
                retryAfter,
                "Too many sign-ins from this network have failed or are under way. Please try again in a minute."
            ),
            SignInRefusal.TooManyFailures => Problems.RetryLater(ProblemKinds.TooManyFailedSignIns, retryAfter),
        };
}
