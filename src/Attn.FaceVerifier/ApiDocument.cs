namespace Attn.FaceVerifier;

internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new()
                        {
                            Title = "ATTN face verifier",
                            Version = "v1",
                            Description = "Compares a selfie with a profile photo and answers at a webhook.",
                        };
                        document.Servers = [];
                        return Task.CompletedTask;
                    }
                )
        );
}
