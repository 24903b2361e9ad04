using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Joining;

/// <summary>A student who has signed in after scanning claims the ticket.</summary>
internal static class TicketEndpoints
{
    public static void Map(IEndpointRouteBuilder student) =>
        student
            .MapPost("/join", Claim)
            .RequireRateLimiting(RateLimits.Attend)
            .WithTags("Joining")
            .WithName("ownTicket")
            .WithSummary("Claim a ticket: nobody else can use it from then on.")
            .WithProblems(
                ProblemKinds.NotValid,
                ProblemKinds.SessionEnded,
                ProblemKinds.SessionNotStarted,
                ProblemKinds.TicketExpired,
                ProblemKinds.TicketNotYours
            );

    private static async Task<Results<Ok<JoinMatchResponse>, ProblemHttpResult>> Claim(
        ClaimTicketRequest request,
        CurrentUser user,
        JoinService service,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.ClaimAsync(request.Ticket!, user.Number, cancellationToken);
        return outcome.IsRefused
            ? ProblemOf(outcome.Refusal.Value)
            : TypedResults.Ok(JoinMatchResponse.Of(outcome.Value, time.GetUtcNowMilliseconds()));
    }

    private static ProblemHttpResult ProblemOf(ClaimRefusal refusal) =>
        refusal switch
        {
            ClaimRefusal.SessionEnded => Problems.Of(ProblemKinds.SessionEnded),
            ClaimRefusal.NotStarted => Problems.Of(ProblemKinds.SessionNotStarted),
            ClaimRefusal.NotValid => Problems.Of(ProblemKinds.TicketExpired),
            ClaimRefusal.SomebodyElses => Problems.Of(ProblemKinds.TicketNotYours),
        };
}
