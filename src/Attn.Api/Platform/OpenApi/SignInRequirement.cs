using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Attn.Api.Platform.OpenApi;

internal static class SignInRequirement
{
    public static Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            operation.Security =
            [
                new() { [new OpenApiSecuritySchemeReference(DocumentInfo.Scheme, context.Document)] = [] },
            ];
        return Task.CompletedTask;
    }
}
