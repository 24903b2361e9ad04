using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>LoginSessions in Redis, where they expire by themselves.</summary>
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
            database =>
            {
                var transaction = database.CreateTransaction();
                var key = RedisKeys.Login(login.Id);
                HashEntry[] fields =
                [
                    new("login", LiveJson.WriteBytes(login)),
                    new("expires", RedisInstant.Write(login.ExpiresAt)),
                ];
                List<Task> steps = [transaction.HashSetAsync(key, fields), transaction.KeyExpireAsync(key, life)];
                if (photo is not null)
                    steps.AddRange(AddPhoto(transaction, login, photo, now));
                return ExecuteAsync(transaction, steps);
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
        return fields[0].IsNull || RedisInstant.Read(fields[1].ToString()) <= now
            ? null
            : RedisFormat.ReadLogin(fields[0], fields[1]);
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
                        RedisFormat.Write(id),
                        expiresAt.ToUnixTimeMilliseconds(),
                    ],
                    cancellationToken
                ) == 1;
    }

    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        var fields = await redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Login(id), Fields),
            cancellationToken
        );
        if (fields[0].IsNull)
            return;
        var login = RedisFormat.ReadLogin(fields[0], fields[1]);
        await redis.RunAsync(
            database =>
            {
                var transaction = database.CreateTransaction();
                return ExecuteAsync(
                    transaction,
                    [
                        transaction.KeyDeleteAsync([RedisKeys.Login(id), RedisKeys.Photo(id)]),
                        transaction.SortedSetRemoveAsync(RedisKeys.PhotosOf(login.UserNumber), RedisFormat.Write(id)),
                    ]
                );
            },
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
            database =>
            {
                var transaction = database.CreateTransaction();
                return ExecuteAsync(
                    transaction,
                    [
                        transaction.KeyDeleteAsync([.. ids.Select(id => RedisKeys.Photo(Guid.Parse(id.ToString())))]),
                        // Not the whole set: a concurrent sign-in may have added to it.
                        transaction.SortedSetRemoveAsync(key, ids),
                    ]
                );
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
            : cipher.Open((byte[])photo!, PictureNames.Photo(id));
    }

    private Task[] AddPhoto(ITransaction transaction, LoginSession login, byte[] photo, DateTimeOffset now) =>
        [
            transaction.StringSetAsync(
                RedisKeys.Photo(login.Id),
                cipher.Seal(photo, PictureNames.Photo(login.Id)),
                login.ExpiresAt - now
            ),
            RememberPhotoScript.AddTo(
                transaction,
                [RedisKeys.PhotosOf(login.UserNumber)],
                [RedisFormat.Write(login.Id), login.ExpiresAt.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()]
            ),
        ];

    private static async Task<bool> ExecuteAsync(ITransaction transaction, IEnumerable<Task> steps)
    {
        var isDone = await transaction.ExecuteAsync();
        await Task.WhenAll(steps);
        return isDone;
    }
}
