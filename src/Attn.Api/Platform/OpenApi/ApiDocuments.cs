using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

/// <summary><c>/openapi.json</c>, and the two pages that show it.</summary>
internal static class ApiDocuments
{
    private const string DocumentPath = "/openapi.json";
    private const string Scheme = "university";
    private const string SwaggerPrefix = "docs";
    private const string ReDocPrefix = "redoc";
    private const string Title = "ATTN API";

    // The package's own page takes its letters from another company's server.
    private const string ReDocPage = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ATTN API</title>
          <link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="index.css">
        </head>
        <body>
          <div id="redoc-container"></div>
          <script src="redoc.standalone.js"></script>
          <script src="index.js"></script>
        </body>
        </html>
        """;

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.AddDocumentTransformer(Describe);
                options.AddOperationTransformer(RequireSignIn);
                options.AddOperationTransformer<ProblemResponses>();
                options.AddSchemaTransformer(NameTypes);
            }
        );

    public static void MapApiDocuments(this WebApplication app)
    {
        app.MapOpenApi(DocumentPath).AllowAnonymous();
        // Both match every request's path against a regular expression: only theirs shall pay for it.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments($"/{SwaggerPrefix}", StringComparison.OrdinalIgnoreCase),
            UseSwagger
        );
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments($"/{ReDocPrefix}", StringComparison.OrdinalIgnoreCase),
            UseReDoc
        );
    }

    private static void UseSwagger(IApplicationBuilder app) =>
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = SwaggerPrefix;
            options.DocumentTitle = Title;
            options.SwaggerEndpoint(DocumentPath, "ATTN");
        });

    private static void UseReDoc(IApplicationBuilder app) =>
        app.UseReDoc(options =>
        {
            options.RoutePrefix = ReDocPrefix;
            options.DocumentTitle = Title;
            options.SpecUrl = DocumentPath;
            options.IndexStream = () => new MemoryStream(Encoding.UTF8.GetBytes(ReDocPage));
        });

    private static Task Describe(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new()
        {
            Title = "ATTN",
            Version = "v1",
            Description = "Attendance for a university: class sessions, check-ins, records.",
        };
        // Where the program is reached is the reader's business; an address here would differ from one start to the next.
        document.Servers = [];
        document.Components ??= new();
        // Nothing refers to it: ProblemResponses writes a schema of its own.
        document.Components.Schemas?.Remove(nameof(Microsoft.AspNetCore.Mvc.ProblemDetails));
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
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
        return Task.CompletedTask;
    }

    /// <summary>A time has a converter of ours, which leaves it without a type; a number may be read from a string, which nobody needs to know.</summary>
    private static Task NameTypes(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = context.JsonTypeInfo.Type;
        var orNull = Nullable.GetUnderlyingType(type) is null ? default : JsonSchemaType.Null;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
            schema.Type = JsonSchemaType.String | orNull;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(int))
            (schema.Type, schema.Pattern) = (JsonSchemaType.Integer | orNull, null);
        return Task.CompletedTask;
    }

    private static Task RequireSignIn(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        return Task.CompletedTask;
    }
}
