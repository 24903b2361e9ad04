using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>LoginSessions in Redis, where they expire by themselves.</summary>
internal sealed class RedisLoginStore(RedisConnection redis, PictureCipher cipher) : ILoginStore
{
    /// <summary>No human signs in this often at once.</summary>
    private const int MaxRounds = 100;

    private static readonly RedisScript SaveScript = RedisScript.Load<RedisLoginStore>("save-login");
    private static readonly RedisScript ExtendScript = RedisScript.Load<RedisLoginStore>("extend-login");
    private static readonly RedisScript RemoveScript = RedisScript.Load<RedisLoginStore>("remove-login");
    private static readonly RedisValue[] Fields = ["login", "expires"];

    public async Task SaveAsync(
        LoginSession login,
        byte[]? photo,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (login.ExpiresAt - now < TimeSpan.FromMilliseconds(1))
            return;
        var sealedPhoto = photo is null ? [] : cipher.Seal(photo, PictureNames.PhotoOf(login.UserNumber));
        for (var round = 0; round < MaxRounds; round++)
        {
            var others = await redis.RunAsync(
                database => database.SortedSetRangeByRankWithScoresAsync(RedisKeys.LoginsOf(login.UserNumber)),
                cancellationToken
            );
            if (await TrySaveAsync(login, sealedPhoto, now, others, cancellationToken))
                return;
        }

        throw new InvalidOperationException($"{MaxRounds} rounds were not enough: the user signed in each time.");
    }

    public async Task<LoginSession?> FindAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindStoredAsync(id, cancellationToken) is { } login && login.ExpiresAt > now ? login : null;

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
                    KeysOf(login),
                    [
                        RedisInstant.Write(now),
                        RedisInstant.Write(expiresAt),
                        (long)(expiresAt - now).TotalMilliseconds,
                        RedisFormat.Write(id),
                        RedisFormat.Write(login.ToKey()),
                        expiresAt.ToUnixTimeMilliseconds(),
                    ],
                    cancellationToken
                ) == 1;
    }

    public async Task RemoveAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindStoredAsync(id, cancellationToken) is { } login)
            await redis.RunAsync(
                RemoveScript,
                KeysOf(login),
                [
                    RedisFormat.Write(id),
                    RedisFormat.Write(login.ToKey()),
                    now.ToUnixTimeMilliseconds(),
                    RedisKeys.LoginEndsName,
                ],
                cancellationToken
            );
    }

    public async Task RemovePhotosOfAsync(string userNumber, CancellationToken cancellationToken)
    {
        var photos = RedisKeys.PhotosOf(userNumber);
        var ids = await redis.RunAsync(database => database.SortedSetRangeByRankAsync(photos), cancellationToken);
        RedisKey[] own = [.. ids.Select(id => RedisKeys.Photo(Guid.Parse(id.ToString())))];
        await redis.RunAsync(
            async database =>
            {
                await database.KeyDeleteAsync([RedisKeys.PhotoOf(userNumber), .. own]);
                // After the photos: what fails in between is found again. Not the whole set: a replica of version 0.1
                // may have added to it.
                return ids.Length == 0 || await database.SortedSetRemoveAsync(photos, ids) > 0;
            },
            cancellationToken
        );
    }

    public async Task<byte[]?> FindPhotoAsync(
        Guid id,
        string userNumber,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (expires, photo, own) = await redis.RunAsync(
            async database =>
            {
                var expires = database.HashGetAsync(RedisKeys.Login(id), "expires");
                var photo = database.StringGetAsync(RedisKeys.PhotoOf(userNumber));
                var own = database.StringGetAsync(RedisKeys.Photo(id));
                return (await expires, await photo, await own);
            },
            cancellationToken
        );
        if (expires.IsNull || RedisInstant.Read(expires.ToString()) <= now)
            return null;
        if (!photo.IsNull)
            return cipher.Open((byte[])photo!, PictureNames.PhotoOf(userNumber));
        return own.IsNull ? null : cipher.Open((byte[])own!, PictureNames.OldPhoto(id));
    }

    private async Task<bool> TrySaveAsync(
        LoginSession login,
        byte[] sealedPhoto,
        DateTimeOffset now,
        SortedSetEntry[] others,
        CancellationToken cancellationToken
    )
    {
        var current = others
            .Where(entry => entry.Score > now.ToUnixTimeMilliseconds())
            .Select(entry => RedisFormat.ReadLoginKey(entry.Element));
        var surplus = LoginRules.FindSurplus(current, login.ToKey());
        RedisKey[] keys =
        [
            RedisKeys.Login(login.Id),
            RedisKeys.LoginsOf(login.UserNumber),
            RedisKeys.PhotoOf(login.UserNumber),
            RedisKeys.PhotosOf(login.UserNumber),
            .. surplus.SelectMany(ended => new[] { RedisKeys.Login(ended.Id), RedisKeys.Photo(ended.Id) }),
        ];
        RedisValue[] arguments =
        [
            string.Join(' ', others.Select(entry => entry.Element.ToString())),
            LiveJson.WriteBytes(login),
            RedisInstant.Write(login.ExpiresAt),
            (long)(login.ExpiresAt - now).TotalMilliseconds,
            RedisFormat.Write(login.ToKey()),
            login.ExpiresAt.ToUnixTimeMilliseconds(),
            now.ToUnixTimeMilliseconds(),
            sealedPhoto,
            RedisKeys.LoginEndsName,
            .. surplus.Select(ended => (RedisValue)RedisFormat.Write(ended)),
        ];
        return (int)await redis.RunAsync(SaveScript, keys, arguments, cancellationToken) == 1;
    }

    private async Task<LoginSession?> FindStoredAsync(Guid id, CancellationToken cancellationToken)
    {
        var fields = await redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Login(id), Fields),
            cancellationToken
        );
        return fields[0].IsNull ? null : RedisFormat.ReadLogin(fields[0], fields[1]);
    }

    private static RedisKey[] KeysOf(LoginSession login) =>
        [
            RedisKeys.Login(login.Id),
            RedisKeys.LoginsOf(login.UserNumber),
            RedisKeys.PhotoOf(login.UserNumber),
            RedisKeys.Photo(login.Id),
            RedisKeys.PhotosOf(login.UserNumber),
        ];
}
