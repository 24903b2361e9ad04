using Attn.Api.Platform.Options;
using Attn.Storage;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Startup;

internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(provider => new PictureCipher(
                provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKeys
            ))
            .AddAttnStorage(SettingsOf(configuration));

    public static StorageSettings SettingsOf(IConfiguration configuration) =>
        new()
        {
            DatabaseUrl = configuration["DATABASE_URL"],
            LiveRedisUrl = configuration["APPLICATION_REDIS_URL"],
            LimiterRedisUrl = configuration["RATE_LIMITER_REDIS_URL"],
            RedisAuthorityFile = configuration["REDIS_CA_FILE"],
            DataFolder = configuration["ATTN_DATA"] is { Length: > 0 } folder ? folder : "data",
        };
}
