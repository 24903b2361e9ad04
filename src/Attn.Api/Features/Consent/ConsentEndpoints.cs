using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Consent;

/// <summary>A student reads what a face check means, agrees, or withdraws.</summary>
internal static class ConsentEndpoints
{
    public static void Map(IEndpointRouteBuilder student)
    {
        var group = student.MapGroup("/consent").WithTags("Consent");

        group
            .MapGet("", Find)
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("findConsent")
            .WithSummary("Get the text on face checks, and whether you agreed.")
            .WithDescription(
                "Where consent is required and missing, attending a class session of option 3 or 4 gives a record "
                    + "`NEEDS_TEACHER` and compares nothing; `attend?without_face=true` does the same by choice."
            );
        group
            .MapPut("", Answer)
            .RequireRateLimiting(RateLimits.Consent)
            .WithName("answerConsent")
            .WithSummary("Agree to face checks, or withdraw.")
            .WithDescription(
                "Withdrawing deletes your pictures at once: the profile photo of every sign-in, and the selfies of "
                    + "checks that wait for a verdict, whose records become `NEEDS_TEACHER`. After agreeing again, the "
                    + "profile photo is there from your next sign-in on; until then a face check answers "
                    + "`REFERENCE_IMAGE_NOT_FOUND`."
            )
            .WithProblems(ProblemKinds.NotValid);
    }

    private static async Task<Ok<ConsentResponse>> Find(
        CurrentUser user,
        ConsentService service,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            ConsentResponse.Of(await service.FindAsync(user.Number, cancellationToken), service.IsRequired)
        );

    private static async Task<Results<Ok<ConsentResponse>, ProblemHttpResult>> Answer(
        ConsentRequest request,
        CurrentUser user,
        ConsentService service,
        CancellationToken cancellationToken
    )
    {
        // Withdrawing needs no text: it must not be harder than agreeing.
        if (request.Consented!.Value && request.TextVersion != ConsentText.Version)
            return Problems.Invalid(
                "text_version",
                $"The current text is version {ConsentText.Version}: show that one, and send its version."
            );
        var consent = request.Consented.Value
            ? await service.GiveAsync(user.Number, cancellationToken)
            : await service.WithdrawAsync(user.Number, cancellationToken);
        return TypedResults.Ok(ConsentResponse.Of(consent, service.IsRequired));
    }
}
