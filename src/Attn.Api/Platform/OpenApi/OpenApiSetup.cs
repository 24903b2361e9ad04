namespace Attn.Api.Platform.OpenApi;

/// <summary>
/// <c>/openapi.json</c>: generated from the routes, cached, and compared with <c>docs/openapi.json</c> in the tests.
/// </summary>
internal static class OpenApiSetup
{
    public const string DocumentName = "v1";
    public const string DocumentPath = "/openapi.json";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services
            .AddSingleton<ApiDocumentCache>()
            .AddOpenApi(
                DocumentName,
                options =>
                {
                    options.AddSchemaTransformer(SchemaTypes.TransformAsync);
                    options.AddOperationTransformer(SignInRequirement.TransformAsync);
                    options.AddOperationTransformer(ParameterSchemas.TransformAsync);
                    options.AddOperationTransformer(ResponseContents.TransformAsync);
                    options.AddOperationTransformer<ProblemResponses>();
                    options.AddOperationTransformer<RequestBodies>();
                    options.AddDocumentTransformer(DocumentInfo.TransformAsync);
                }
            );

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapGet(DocumentPath, ServeAsync).AllowAnonymous().ExcludeFromDescription();
        app.UseDocumentPages();
    }

    private static async Task<IResult> ServeAsync(ApiDocumentCache cache, HttpContext context)
    {
        var document = await cache.GetAsync();
        // Asked for again each time; unchanged costs 304.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(document.Json, "application/json; charset=utf-8", entityTag: document.EntityTag);
    }
}
