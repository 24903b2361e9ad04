namespace Attn.Api.Hosting;

internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services) => services;
}
