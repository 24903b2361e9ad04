using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Joining;

/// <summary>A phone sends the code on the screen and gets a ticket, before or after its owner has signed in.</summary>
internal static class JoinEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/join")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Join)
            .WithTags("Joining")
            .WithProblems(
                ProblemKinds.CodeExpired,
                ProblemKinds.TooManyWrongCodes,
                ProblemKinds.TooManyTickets,
                ProblemKinds.RateLimited,
                ProblemKinds.StoreUnavailable
            );

        group
            .MapPost("", Join)
            .WithName("join")
            .WithSummary("Change the code on the screen for a ticket; a sign-in is not needed.")
            .WithProblems(ProblemKinds.NotValid);
        group
            .MapPost("/{code}", JoinByPath)
            .WithName("joinByCode")
            .WithSummary("Change the code in the path for a ticket; a sign-in is not needed.");
    }

    private static Task<Results<Ok<JoinResponse>, ProblemHttpResult, RetryLaterResult>> Join(
        JoinRequest request,
        CurrentUser? user,
        HttpContext context,
        JoinService service,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => JoinByPath(request.Code!, user, context, service, time, cancellationToken);

    private static async Task<Results<Ok<JoinResponse>, ProblemHttpResult, RetryLaterResult>> JoinByPath(
        string code,
        CurrentUser? user,
        HttpContext context,
        JoinService service,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var result = await service.JoinAsync(code, JoinCaller.Of(user, context), cancellationToken);
        return result.Refusal is { } refusal
            ? ProblemOf(refusal, result.RetryAfter)
            : TypedResults.Ok(JoinResponse.Of(result.Matches, time.GetUtcNowMilliseconds()));
    }

    private static Results<Ok<JoinResponse>, ProblemHttpResult, RetryLaterResult> ProblemOf(
        JoinRefusal refusal,
        TimeSpan retryAfter
    ) =>
        refusal switch
        {
            JoinRefusal.WrongCode => Problems.Of(ProblemKinds.CodeExpired),
            JoinRefusal.TooManyWrongCodes => Problems.RetryLater(ProblemKinds.TooManyWrongCodes, retryAfter),
            JoinRefusal.TooManyTickets => Problems.RetryLater(ProblemKinds.TooManyTickets, retryAfter),
        };
}
