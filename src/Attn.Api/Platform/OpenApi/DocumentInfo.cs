using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary>The document's introduction, and how a caller signs in.</summary>
internal static class DocumentInfo
{
    public const string Scheme = "university";

    private static readonly string Introduction = ReadIntroduction();

    public static Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new()
        {
            Title = "ATTN",
            Version = "v1",
            Description = Introduction,
        };
        // The reader knows where the program is reached; an address here would differ from one start to the next.
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = SignInForm();
        return Task.CompletedTask;
    }

    private static OpenApiSecurityScheme SignInForm() =>
        new()
        {
            Type = SecuritySchemeType.OAuth2,
            Description =
                "Your university account, or a demo account such as demo_teacher_1 with the password password.",
            Flows = new()
            {
                Password = new()
                {
                    TokenUrl = new("/api/v1/auth/token", UriKind.Relative),
                    Scopes = new Dictionary<string, string>(StringComparer.Ordinal),
                },
            },
        };

    private static string ReadIntroduction()
    {
        using var stream = typeof(DocumentInfo).Assembly.GetManifestResourceStream("introduction.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
