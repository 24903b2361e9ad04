using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Limits;
using Attn.Api.Platform.Security;
using Attn.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attn.Api.Features.Consent;

/// <summary>A student reads what a face check means, agrees, or takes the agreement back.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsent(this IEndpointRouteBuilder student)
    {
        var group = student.MapGroup("/consent").WithTags("Consent");

        group
            .MapGet("", Find)
            .RequireRateLimiting(RateLimits.StudentLookup)
            .WithName("findConsent")
            .WithSummary("What a face check means for you, and whether you agreed.")
            .WithDescription(
                "Without consent, where it is required, attending a class session of option 3 or 4 gives a record NEEDS_TEACHER and no picture is taken; "
                    + "attend?without_face=true does the same by choice."
            );
        group
            .MapPut("", Answer)
            .RequireRateLimiting(RateLimits.Consent)
            .WithName("answerConsent")
            .WithSummary("Agree to face checks, or take it back.")
            .WithDescription(
                "Taking it back deletes your pictures at once: the profile photo of every sign-in, and the selfies of checks that wait for a verdict, whose "
                    + "records become NEEDS_TEACHER. After agreeing again, the profile photo is there from your next sign-in on; until then a face check answers "
                    + "REFERENCE_IMAGE_NOT_FOUND."
            )
            .ProducesProblem(422);
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
        // Taking back is never harder than agreeing: it needs no text.
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

public sealed record ConsentRequest
{
    [Required]
    public bool? Consented { get; init; }

    /// <summary>The version of the text that the student was shown; needed to agree, ignored otherwise.</summary>
    [StringLength(50)]
    public string? TextVersion { get; init; }
}

/// <summary>What a student is asked, and what the student answered.</summary>
internal sealed record ConsentResponse
{
    [Description("Whether faces are compared only after consent.")]
    public required bool Required { get; init; }

    [Description("Of the text; send it back with the answer.")]
    public required string TextVersion { get; init; }

    [Description("What to show, in Turkish and English.")]
    public required ConsentText Text { get; init; }

    [Description("Whether the student has agreed to this very text and not taken it back.")]
    public required bool Consented { get; init; }

    [Description("When the student agreed last, also to an older text.")]
    public required DateTimeOffset? ConsentedAt { get; init; }

    [Description("When the student took it back or refused; null again after agreeing.")]
    public required DateTimeOffset? WithdrawnAt { get; init; }

    public static ConsentResponse Of(FaceConsent? consent, bool required) =>
        new()
        {
            Required = required,
            TextVersion = ConsentText.Version,
            Text = ConsentText.Current,
            Consented = consent?.Covers(ConsentText.Version) == true,
            ConsentedAt = consent?.GivenAt,
            WithdrawnAt = consent?.WithdrawnAt,
        };
}
