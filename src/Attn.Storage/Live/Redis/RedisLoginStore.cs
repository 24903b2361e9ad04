using Attn.Domain;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>LoginSessions in Redis, which forgets them by itself.</summary>
internal sealed class RedisLoginStore(RedisConnection redis, PictureCipher cipher) : ILoginStore
{
    private static readonly RedisScript ExtendScript = RedisScript.Load("extend-login");
    private static readonly RedisValue[] Fields = ["login", "expires"];

    public async Task SaveAsync(LoginSession login, byte[]? photo, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var life = login.ExpiresAt - now;
        if (life < TimeSpan.FromMilliseconds(1))
            return;
        await redis.RunAsync(
            async database =>
            {
                var transaction = database.CreateTransaction();
                List<Task> steps =
                [
                    transaction.HashSetAsync(
                        RedisKeys.Login(login.Id), [new("login", LiveJson.WriteBytes(login)), new("expires", RedisInstant.Write(login.ExpiresAt))]),
                    transaction.KeyExpireAsync(RedisKeys.Login(login.Id), life),
                ];
                if (photo is not null)
                    steps.Add(transaction.StringSetAsync(RedisKeys.Photo(login.Id), cipher.Seal(photo, PhotoName(login.Id)), life));
                var done = await transaction.ExecuteAsync();
                await Task.WhenAll(steps);
                return done;
            },
            cancellationToken);
    }

    public async Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fields = await redis.RunAsync(database => database.HashGetAsync(RedisKeys.Login(id), Fields), cancellationToken);
        if (fields[0].IsNull)
            return null;
        var expires = RedisInstant.Read(fields[1].ToString());
        return expires <= now ? null : LiveJson.Read<LoginSession>(((ReadOnlyMemory<byte>)fields[0]).Span) with { ExpiresAt = expires };
    }

    public async Task<bool> ExtendAsync(Guid id, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        (int)await redis.RunAsync(
            ExtendScript,
            [RedisKeys.Login(id), RedisKeys.Photo(id)],
            [RedisInstant.Write(now), RedisInstant.Write(expiresAt), (long)(expiresAt - now).TotalMilliseconds],
            cancellationToken) == 1;

    public Task RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        redis.RunAsync(database => database.KeyDeleteAsync([RedisKeys.Login(id), RedisKeys.Photo(id)]), cancellationToken);

    public async Task<byte[]?> FindPhotoAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (expires, photo) = await redis.RunAsync(
            async database =>
            {
                var expires = database.HashGetAsync(RedisKeys.Login(id), "expires");
                var photo = database.StringGetAsync(RedisKeys.Photo(id));
                return (await expires, await photo);
            },
            cancellationToken);
        return expires.IsNull || photo.IsNull || RedisInstant.Read(expires.ToString()) <= now ? null : cipher.Open((byte[])photo!, PhotoName(id));
    }

    private static string PhotoName(Guid id) => $"photo:{id}";
}
