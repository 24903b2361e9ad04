using Attn.Domain;
using Attn.Storage.Redis;
using StackExchange.Redis;

namespace Attn.Storage.Live.Redis;

/// <summary>
/// Face checks in Redis. <see cref="RedisRecords"/> starts and ends them with the changes of records; leases are by
/// Redis's clock.
/// </summary>
internal sealed class RedisFaceCheckOutbox(RedisConnection redis, PictureCipher cipher, LiveStoreLimits limits)
    : IFaceCheckOutbox
{
    private const int BatchSize = 200;
    private static readonly RedisScript LeaseScript = RedisScript.Load<RedisFaceCheckOutbox>("lease-due");
    private static readonly RedisScript StartScript = RedisScript.Load<RedisFaceCheckOutbox>("start-delivery");
    private static readonly RedisScript UndoScript = RedisScript.Load<RedisFaceCheckOutbox>("undo-delivery");
    private static readonly RedisScript PostponeScript = RedisScript.Load<RedisFaceCheckOutbox>("postpone");
    private static readonly RedisScript MoveDeadlineScript = RedisScript.Load<RedisFaceCheckOutbox>("move-deadline");
    private static readonly RedisScript RemoveScript = RedisScript.Load<RedisFaceCheckOutbox>("remove-check");
    private static readonly RedisValue[] Fields = ["session", "student", "deadline", "bytes", "deliveries"];

    public Task SavePicturesAsync(Guid verificationId, FacePictures pictures, CancellationToken cancellationToken) =>
        redis.RunAsync(
            async database =>
            {
                var selfie = database.StringSetAsync(
                    RedisKeys.Selfie(verificationId),
                    cipher.Seal(pictures.Selfie, PictureNames.Selfie(verificationId)),
                    limits.OrphanPictures
                );
                var profilePhoto = database.StringSetAsync(
                    RedisKeys.ProfilePhoto(verificationId),
                    cipher.Seal(pictures.ProfilePhoto, PictureNames.ProfilePhoto(verificationId)),
                    limits.OrphanPictures
                );
                return await selfie & await profilePhoto;
            },
            cancellationToken
        );

    public async Task<FacePictures?> FindPicturesAsync(Guid verificationId, CancellationToken cancellationToken)
    {
        var stored = await redis.RunAsync(
            database =>
                database.StringGetAsync([RedisKeys.Selfie(verificationId), RedisKeys.ProfilePhoto(verificationId)]),
            cancellationToken
        );
        return
            !stored[0].IsNull
            && !stored[1].IsNull
            && cipher.Open((byte[])stored[0]!, PictureNames.Selfie(verificationId)) is { } selfie
            && cipher.Open((byte[])stored[1]!, PictureNames.ProfilePhoto(verificationId)) is { } profilePhoto
            ? new(selfie, profilePhoto)
            : null;
    }

    public async Task<IReadOnlyList<FaceCheck>> LeaseDueAsync(
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        var ids = (string[])
            (
                await redis.RunAsync(
                    LeaseScript,
                    [RedisKeys.OutboxDue],
                    [limit, (long)lease.TotalMilliseconds],
                    cancellationToken
                )
            )!;
        var checks = await Task.WhenAll(ids.Select(id => StartDeliveryAsync(Guid.Parse(id), cancellationToken)));
        return [.. checks.OfType<FaceCheck>()];
    }

    public Task PostponeAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken) =>
        redis.RunAsync(
            PostponeScript,
            [RedisKeys.OutboxDue],
            [RedisFormat.Write(verificationId), (long)delay.TotalMilliseconds],
            cancellationToken
        );

    public Task UndoDeliveryAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken) =>
        redis.RunAsync(
            UndoScript,
            [RedisKeys.OutboxDue, RedisKeys.Check(verificationId)],
            [RedisFormat.Write(verificationId), (long)delay.TotalMilliseconds],
            cancellationToken
        );

    public Task MoveDeadlineAsync(Guid verificationId, DateTimeOffset deadline, CancellationToken cancellationToken) =>
        redis.RunAsync(
            MoveDeadlineScript,
            [RedisKeys.Check(verificationId)],
            [RedisInstant.Write(deadline)],
            cancellationToken
        );

    public async Task<FaceCheck?> FindAsync(Guid verificationId, CancellationToken cancellationToken)
    {
        var fields = await redis.RunAsync(
            database => database.HashGetAsync(RedisKeys.Check(verificationId), Fields),
            cancellationToken
        );
        return Read(verificationId, fields);
    }

    /// <summary>
    /// Reads the whole outbox, in batches so that nothing else waits for it: an index would cost every check-in a key,
    /// for what a student does once in years.
    /// </summary>
    public async Task<IReadOnlyList<FaceCheck>> FindOfStudentAsync(
        string studentNumber,
        CancellationToken cancellationToken
    )
    {
        var ids = await redis.RunAsync(
            database => database.SortedSetRangeByRankAsync(RedisKeys.OutboxDue),
            cancellationToken
        );
        var found = new List<FaceCheck>();
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var checks = await Task.WhenAll(
                batch.Select(id => FindAsync(Guid.Parse(id.ToString()), cancellationToken))
            );
            found.AddRange(checks.OfType<FaceCheck>().Where(check => check.StudentNumber == studentNumber));
        }

        return found;
    }

    public Task RemoveAsync(Guid verificationId, CancellationToken cancellationToken) =>
        redis.RunAsync(
            RemoveScript,
            [RedisKeys.OutboxDue, RedisKeys.OutboxBytes, .. RedisKeys.OfCheck(verificationId)],
            [RedisFormat.Write(verificationId)],
            cancellationToken
        );

    private async Task<FaceCheck?> StartDeliveryAsync(Guid verificationId, CancellationToken cancellationToken) =>
        Read(
            verificationId,
            (RedisValue[])(await redis.RunAsync(StartScript, [RedisKeys.Check(verificationId)], [], cancellationToken))!
        );

    /// <summary>Checks of earlier versions have no count of deliveries.</summary>
    private static FaceCheck? Read(Guid verificationId, RedisValue[] fields) =>
        fields[0].IsNull
            ? null
            : new(
                verificationId,
                Guid.Parse(fields[0].ToString()),
                fields[1].ToString(),
                RedisInstant.Read(fields[2].ToString()),
                (long)fields[3]
            )
            {
                Deliveries = (int)fields[4],
            };

    public async Task<OutboxDepth> MeasureAsync(CancellationToken cancellationToken)
    {
        var (entries, bytes) = await redis.RunAsync(
            async database =>
            {
                var entries = database.SortedSetLengthAsync(RedisKeys.OutboxDue);
                var bytes = database.StringGetAsync(RedisKeys.OutboxBytes);
                return (await entries, (long)await bytes);
            },
            cancellationToken
        );
        return new(entries, bytes);
    }
}
