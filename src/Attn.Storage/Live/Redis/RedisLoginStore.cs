using System.Globalization;
using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>LoginSessions in Redis, which forgets them by itself.</summary>
internal sealed class RedisLoginStore(RedisConnection redis, PictureCipher cipher) : ILoginStore
{
    private static readonly RedisScript ExtendScript = RedisScript.Load<RedisLoginStore>("extend-login");
    private static readonly RedisScript RememberPhotoScript = RedisScript.Load<RedisLoginStore>("remember-photo");
    private static readonly RedisValue[] Fields = ["login", "expires"];

    public async Task SaveAsync(
        LoginSession login,
        byte[]? photo,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
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
                        RedisKeys.Login(login.Id),
                        [new("login", LiveJson.WriteBytes(login)), new("expires", RedisInstant.Write(login.ExpiresAt))]
                    ),
                    transaction.KeyExpireAsync(RedisKeys.Login(login.Id), life),
                ];
                if (photo is not null)
                {
                    steps.Add(
                        transaction.StringSetAsync(
                            RedisKeys.Photo(login.Id),
                            cipher.Seal(photo, PhotoName(login.Id)),
                            life
                        )
                    );
                    steps.Add(
                        RememberPhotoScript.AddTo(
                            transaction,
                            [RedisKeys.PhotosOf(login.UserNumber)],
                            [Text(login.Id), login.ExpiresAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()]
                        )
                    );
                }

                var done = await transaction.ExecuteAsync();
                await Task.WhenAll(steps);
                return done;
            },
            cancellationToken
        );
    }

    public async Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fields = await redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Login(id), Fields),
            cancellationToken
        );
        if (fields[0].IsNull)
            return null;
        var expires = RedisInstant.Read(fields[1].ToString());
        return expires <= now
            ? null
            : LiveJson.Read<LoginSession>(((ReadOnlyMemory<byte>)fields[0]).Span) with
            {
                ExpiresAt = expires,
            };
    }

    public async Task<bool> ExtendAsync(
        Guid id,
        DateTimeOffset expiresAt,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(id, now, cancellationToken) is not { } login)
            return false;
        return (int)
                await redis.RunAsync(
                    ExtendScript,
                    [RedisKeys.Login(id), RedisKeys.Photo(id), RedisKeys.PhotosOf(login.UserNumber)],
                    [
                        RedisInstant.Write(now),
                        RedisInstant.Write(expiresAt),
                        (long)(expiresAt - now).TotalMilliseconds,
                        Text(id),
                        expiresAt.ToUnixTimeMilliseconds(),
                    ],
                    cancellationToken
                ) == 1;
    }

    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        var login = await redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Login(id), "login"),
            cancellationToken
        );
        if (!login.IsNull)
            await RemoveAsync(
                id,
                LiveJson.Read<LoginSession>(((ReadOnlyMemory<byte>)login).Span).UserNumber,
                cancellationToken
            );
    }

    public async Task RemovePhotosOfAsync(string userNumber, CancellationToken cancellationToken)
    {
        var key = RedisKeys.PhotosOf(userNumber);
        var ids = await redis.RunAsync(database => database.SortedSetRangeByRankAsync(key), cancellationToken);
        if (ids.Length == 0)
            return;
        await redis.RunAsync(
            async database =>
            {
                var transaction = database.CreateTransaction();
                Task[] steps =
                [
                    transaction.KeyDeleteAsync([.. ids.Select(id => RedisKeys.Photo(Guid.Parse(id.ToString())))]),
                    // Not the whole set: a sign-in of this very moment may have added to it.
                    transaction.SortedSetRemoveAsync(key, ids),
                ];
                var done = await transaction.ExecuteAsync();
                await Task.WhenAll(steps);
                return done;
            },
            cancellationToken
        );
    }

    public async Task<byte[]?> FindPhotoAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (expires, photo) = await redis.RunAsync(
            async database =>
            {
                var expires = database.HashGetAsync(RedisKeys.Login(id), "expires");
                var photo = database.StringGetAsync(RedisKeys.Photo(id));
                return (await expires, await photo);
            },
            cancellationToken
        );
        return expires.IsNull || photo.IsNull || RedisInstant.Read(expires.ToString()) <= now
            ? null
            : cipher.Open((byte[])photo!, PhotoName(id));
    }

    private Task<bool> RemoveAsync(Guid id, string userNumber, CancellationToken cancellationToken) =>
        redis.RunAsync(
            async database =>
            {
                var transaction = database.CreateTransaction();
                Task[] steps =
                [
                    transaction.KeyDeleteAsync([RedisKeys.Login(id), RedisKeys.Photo(id)]),
                    transaction.SortedSetRemoveAsync(RedisKeys.PhotosOf(userNumber), Text(id)),
                ];
                var done = await transaction.ExecuteAsync();
                await Task.WhenAll(steps);
                return done;
            },
            cancellationToken
        );

    private static string PhotoName(Guid id) => $"photo:{id}";

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
