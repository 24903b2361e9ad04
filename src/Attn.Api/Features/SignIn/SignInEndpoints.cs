using System.ComponentModel.DataAnnotations;
using Attn.Aksis;
using Attn.Api.Features.Roster;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Api.Platform.Wire;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Attn.Api.Features.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/auth").WithTags("Sign-in").RequireRateLimiting(RateLimits.SignIn);

        group
            .MapPost("/login", Login)
            .WithMetadata(new RequestTimeoutAttribute(TimeLimits.SignIn))
            .WithName("login")
            .WithSummary("Sign in with the university account.")
            .ProducesProblem(401)
            .ProducesProblem(403)
            .ProducesProblem(422)
            .ProducesProblem(429)
            .ProducesProblem(503);
        group
            .MapPost("/token", Token)
            .DisableAntiforgery()
            .WithMetadata(new RequestTimeoutAttribute(TimeLimits.SignIn))
            .WithName("token")
            .WithSummary("Sign in by the OAuth2 password form.")
            .ProducesProblem(401)
            .ProducesProblem(403)
            .ProducesProblem(422)
            .ProducesProblem(429)
            .ProducesProblem(503);
        group
            .MapPost("/logout", Logout)
            .RequireAuthorization()
            .WithName("logout")
            .WithSummary("Sign out: this token is worth nothing from now on.")
            .ProducesProblem(401);
        group
            .MapPost("/renew", Renew)
            .RequireAuthorization()
            .WithName("renew")
            .WithSummary("Slide the sign-in on and get a new token.")
            .ProducesProblem(401);
    }

    private static async Task<Results<Ok<LoginResponse>, ProblemHttpResult, RetryLaterResult>> Login(
        LoginRequest request,
        HttpContext context,
        SignInService service,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.SignInAsync(
            request.Username!,
            request.Password!,
            context.Address(),
            cancellationToken
        );
        return outcome is SignInOutcome.SignedIn signedIn
            ? TypedResults.Ok(LoginResponse.Of(signedIn))
            : Refuse<Ok<LoginResponse>>(outcome);
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult, RetryLaterResult>> Token(
        [FromForm] TokenForm? form,
        HttpContext context,
        SignInService service,
        CancellationToken cancellationToken
    )
    {
        // A form without any field of ours is no form to the binder, and is not validated.
        if (form is null)
            return Problems.Invalid("username", "It is required.");
        var outcome = await service.SignInAsync(form.Username!, form.Password!, context.Address(), cancellationToken);
        return outcome is SignInOutcome.SignedIn signedIn
            ? TypedResults.Ok(new TokenResponse(signedIn.Token))
            : Refuse<Ok<TokenResponse>>(outcome);
    }

    private static async Task<NoContent> Logout(
        CurrentUser user,
        SignInService service,
        CancellationToken cancellationToken
    )
    {
        await service.SignOutAsync(user.LoginId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> Renew(
        CurrentUser user,
        SignInService service,
        CancellationToken cancellationToken
    ) =>
        await service.RenewAsync(user.LoginId, cancellationToken) is { } token
            ? TypedResults.Ok(new TokenResponse(token))
            : Problems.Of(ProblemKinds.NotSignedIn);

    private static Results<TOk, ProblemHttpResult, RetryLaterResult> Refuse<TOk>(SignInOutcome outcome)
        where TOk : IResult =>
        outcome switch
        {
            SignInOutcome.WrongCredentials => Problems.Of(ProblemKinds.WrongCredentials),
            SignInOutcome.UnknownRole => Problems.Of(ProblemKinds.UnknownRole),
            SignInOutcome.PortalUnavailable => Problems.RetryLater(
                ProblemKinds.PortalUnavailable,
                TimeSpan.FromSeconds(10)
            ),
            SignInOutcome.TooManyFailures tooMany => Problems.RetryLater(
                ProblemKinds.TooManyFailedSignIns,
                tooMany.RetryAfter
            ),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
}

public sealed record LoginRequest
{
    [Required, StringLength(TextLimits.Name)]
    public string? Username { get; init; }

    [Required, StringLength(1024)]
    public string? Password { get; init; }
}

/// <summary>The OAuth2 password form; <c>grant_type</c> and what else a client sends is ignored.</summary>
public sealed record TokenForm
{
    [Required, StringLength(TextLimits.Name), FromForm(Name = "username")]
    public string? Username { get; init; }

    [Required, StringLength(1024), FromForm(Name = "password")]
    public string? Password { get; init; }
}

internal sealed record TokenResponse(string AccessToken)
{
    public string TokenType { get; } = "bearer";
}

internal sealed record LoginResponse(
    TokenResponse Token,
    UserResponse User,
    IReadOnlyList<ScheduledLessonResponse>? Schedule
)
{
    public static LoginResponse Of(SignInOutcome.SignedIn signedIn) =>
        new(
            new(signedIn.Token),
            new(signedIn.User.SchoolNumber, signedIn.User.FullName, signedIn.User.Role),
            signedIn.User.Schedule?.Select(ScheduledLessonResponse.Of).ToList()
        );
}

internal sealed record ScheduledLessonResponse(string LessonName, string TeacherName, string StartTime, string EndTime)
{
    public static ScheduledLessonResponse Of(ScheduledLesson lesson) =>
        new(
            lesson.LessonName,
            lesson.TeacherName,
            lesson.StartTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            lesson.EndTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        );
}
