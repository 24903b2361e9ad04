using System.ComponentModel.DataAnnotations;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Joining;

/// <summary>A student who sees the code on the screen joins: the code is changed for a ticket, signed in or not, and the ticket is the student's.</summary>
internal static class JoinEndpoints
{
    public static void MapJoin(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/join").WithTags("Joining").AllowAnonymous().RequireRateLimiting(RateLimits.Join);

        group
            .MapPost("", Join)
            .WithName("join")
            .WithSummary("Change the code on the screen for a ticket; signed in or not.")
            .ProducesProblem(400)
            .ProducesProblem(422)
            .ProducesProblem(429)
            .ProducesProblem(503);
        group
            .MapPost("/{code}", JoinByPath)
            .WithName("joinByCode")
            .WithSummary("The same, with the code in the path.")
            .ProducesProblem(400)
            .ProducesProblem(429)
            .ProducesProblem(503);
    }

    public static void MapTickets(this IEndpointRouteBuilder student) =>
        student
            .MapPost("/join", Own)
            .RequireRateLimiting(RateLimits.Attend)
            .WithTags("Joining")
            .WithName("ownTicket")
            .WithSummary("Make a ticket your own.")
            .ProducesProblem(400)
            .ProducesProblem(422);

    private static Task<Results<Ok<JoinResponse>, ProblemHttpResult, RetryLaterResult>> Join(
        JoinRequest request,
        CurrentUser? user,
        HttpContext context,
        JoinService service,
        JoinTicketService tickets,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => JoinByPath(request.Code!, user, context, service, tickets, time, cancellationToken);

    private static async Task<Results<Ok<JoinResponse>, ProblemHttpResult, RetryLaterResult>> JoinByPath(
        string code,
        CurrentUser? user,
        HttpContext context,
        JoinService service,
        JoinTicketService tickets,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.JoinAsync(code, JoinCaller.Of(user, context), cancellationToken);
        if (outcome.RetryAfter is { } after)
            return Problems.RetryLater(ProblemKinds.TooManyWrongCodes, after);
        if (outcome.Matches is [])
            return Problems.Of(ProblemKinds.CodeExpired);
        var now = time.GetUtcNowMilliseconds();
        return TypedResults.Ok(
            JoinResponse.Of([.. outcome.Matches.Select(match => JoinMatchResponse.Of(match, tickets, now))])
        );
    }

    private static async Task<Results<Ok<JoinMatchResponse>, ProblemHttpResult>> Own(
        OwnTicketRequest request,
        CurrentUser user,
        JoinService service,
        JoinTicketService tickets,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var outcome = await service.OwnAsync(request.Ticket!, user.Number, cancellationToken);
        return outcome.Value is { } owned
            ? TypedResults.Ok(JoinMatchResponse.Of(owned, tickets, time.GetUtcNowMilliseconds()))
            : ProblemOf(outcome.Refusal!.Value);
    }

    private static ProblemHttpResult ProblemOf(OwnRefusal refusal) =>
        refusal switch
        {
            OwnRefusal.SessionEnded => Problems.Of(ProblemKinds.SessionEnded),
            OwnRefusal.NotValid => Problems.Of(ProblemKinds.TicketExpired),
            OwnRefusal.SomebodyElses => Problems.Of(ProblemKinds.TicketNotYours),
        };
}

public sealed record JoinRequest
{
    /// <summary>The scanned code, the typed one (case, spaces and dashes do not matter), or the whole link.</summary>
    [Required, StringLength(JoinCode.MaxCharacters)]
    public string? Code { get; init; }
}

public sealed record OwnTicketRequest
{
    [Required, StringLength(JoinCode.MaxCharacters)]
    public string? Ticket { get; init; }
}

/// <summary>The first three are those of the only match, and null where a typed code fits several class sessions.</summary>
internal sealed record JoinResponse(
    SessionResponse? Session,
    string? Ticket,
    DateTimeOffset? ExpiresAt,
    IReadOnlyList<JoinMatchResponse> Matches
)
{
    public static JoinResponse Of(IReadOnlyList<JoinMatchResponse> matches) =>
        matches is [var only]
            ? new(only.Session, only.Ticket, only.ExpiresAt, matches)
            : new(null, null, null, matches);
}

/// <param name="ExpiresAt">Until then the ticket can be used: three minutes, or until the session's end once it is somebody's.</param>
internal sealed record JoinMatchResponse(SessionResponse Session, string Ticket, DateTimeOffset ExpiresAt)
{
    public static JoinMatchResponse Of(Joined joined, JoinTicketService tickets, DateTimeOffset now) =>
        new(SessionResponse.ForStudent(joined.Session, now), tickets.Write(joined.Ticket), joined.ExpiresAt);
}
