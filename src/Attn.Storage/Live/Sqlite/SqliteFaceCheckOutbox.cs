using Attn.Domain;
using Attn.Storage.Sqlite;

namespace Attn.Storage.Live.Sqlite;

/// <summary>The outbox of face checks in the embedded database. The store's clock is the program's.</summary>
internal sealed class SqliteFaceCheckOutbox(
    SqliteDatabase database,
    PictureCipher cipher,
    LiveStoreLimits limits,
    TimeProvider clock
) : IFaceCheckOutbox
{
    public Task SavePicturesAsync(Guid verificationId, FacePictures pictures, CancellationToken cancellationToken)
    {
        // Sealed on the caller's thread: other callers wait for the writer's.
        var selfie = cipher.Seal(pictures.Selfie, PictureNames.Selfie(verificationId));
        var profilePhoto = cipher.Seal(pictures.ProfilePhoto, PictureNames.ProfilePhoto(verificationId));
        return database.WriteAsync(
            (connection, _) =>
                connection.Execute(
                    """
                    INSERT INTO live_pictures (verification_id, expires_at, selfie, profile_photo)
                    VALUES ($id, $expires, $selfie, $photo)
                    ON CONFLICT DO UPDATE SET selfie = excluded.selfie, profile_photo = excluded.profile_photo
                    """,
                    ("$id", LiveRows.Key(verificationId)),
                    ("$expires", (clock.GetUtcNow() + limits.OrphanPictures).UtcTicks),
                    ("$selfie", selfie),
                    ("$photo", profilePhoto)
                ),
            cancellationToken
        );
    }

    public async Task<FacePictures?> FindPicturesAsync(Guid verificationId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await database.ReadAsync(
            connection =>
                connection.First(
                    "SELECT selfie, profile_photo FROM live_pictures WHERE verification_id = $id AND expires_at > $now",
                    row => new FacePictures(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)),
                    ("$id", LiveRows.Key(verificationId)),
                    ("$now", now.UtcTicks)
                ),
            cancellationToken
        );
        return
            found is not null
            && cipher.Open(found.Selfie, PictureNames.Selfie(verificationId)) is { } selfie
            && cipher.Open(found.ProfilePhoto, PictureNames.ProfilePhoto(verificationId)) is { } profilePhoto
            ? new(selfie, profilePhoto)
            : null;
    }

    public async Task<IReadOnlyList<FaceCheck>> LeaseDueAsync(
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        // This is polled every second and mostly finds nothing, which must not cost a write.
        var now = clock.GetUtcNow().UtcTicks;
        if (
            !await database.ReadAsync(
                connection =>
                    connection.Scalar("SELECT 1 FROM live_checks WHERE due_at <= $now LIMIT 1", ("$now", now))
                        is not null,
                cancellationToken
            )
        )
            return [];
        return await database.WriteAsync(
            (connection, _) =>
            {
                var due = connection.List(
                    $"SELECT {CheckRows.Columns} FROM live_checks WHERE due_at <= $now ORDER BY due_at LIMIT $limit",
                    CheckRows.Read,
                    ("$now", now),
                    ("$limit", limit)
                );
                foreach (var check in due)
                    SetDue(connection, check.VerificationId, now + lease.Ticks, deliveries: 1);
                return due;
            },
            cancellationToken
        );
    }

    public Task PostponeAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) => SetDue(connection, verificationId, (clock.GetUtcNow() + delay).UtcTicks),
            cancellationToken
        );

    public Task UndoDeliveryAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) => SetDue(connection, verificationId, (clock.GetUtcNow() + delay).UtcTicks, deliveries: -1),
            cancellationToken
        );

    public Task MoveDeadlineAsync(Guid verificationId, DateTimeOffset deadline, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
                connection.Execute(
                    "UPDATE live_checks SET deadline = $deadline WHERE verification_id = $id",
                    ("$id", LiveRows.Key(verificationId)),
                    ("$deadline", deadline.UtcTicks)
                ),
            cancellationToken
        );

    public Task<FaceCheck?> FindAsync(Guid verificationId, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection.First(
                    $"""
                    SELECT {CheckRows.Columns} FROM live_checks
                    WHERE verification_id = $id AND (expires_at IS NULL OR expires_at > $now)
                    """,
                    CheckRows.Read,
                    ("$id", LiveRows.Key(verificationId)),
                    ("$now", clock.GetUtcNow().UtcTicks)
                ),
            cancellationToken
        );

    public async Task<IReadOnlyList<FaceCheck>> FindOfStudentAsync(
        string studentNumber,
        CancellationToken cancellationToken
    ) =>
        await database.ReadAsync(
            connection =>
                connection.List(
                    $"""
                    SELECT {CheckRows.Columns} FROM live_checks
                    WHERE student_number = $student AND due_at IS NOT NULL
                    """,
                    CheckRows.Read,
                    ("$student", studentNumber)
                ),
            cancellationToken
        );

    public Task RemoveAsync(Guid verificationId, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, _) =>
            {
                CheckRows.End(connection, verificationId);
                return true;
            },
            cancellationToken
        );

    public async Task<OutboxDepth> MeasureAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
                connection.First(
                    "SELECT entries, bytes FROM live_outbox",
                    row => new OutboxDepth(row.GetInt64(0), row.GetInt64(1))
                ),
            cancellationToken
        ) ?? throw new InvalidOperationException("The outbox has no count.");

    /// <summary>A check that ended or was stopped stays so.</summary>
    /// <param name="deliveries">How many more there were.</param>
    private static int SetDue(PreparingConnection connection, Guid verificationId, long ticks, int deliveries = 0) =>
        connection.Execute(
            """
            UPDATE live_checks SET due_at = $due, deliveries = max(0, deliveries + $deliveries)
            WHERE verification_id = $id AND due_at IS NOT NULL
            """,
            ("$id", LiveRows.Key(verificationId)),
            ("$due", ticks),
            ("$deliveries", deliveries)
        );
}
