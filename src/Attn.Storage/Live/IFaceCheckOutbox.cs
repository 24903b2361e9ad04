using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// Face checks that wait for a verdict, with their pictures. Entries come and go with <see cref="ILiveStore.ChangeRecordAsync"/>; here they are
/// leased, sent again and, once their session is archived, removed. Leases and due times are by the store's clock.
/// </summary>
public interface IFaceCheckOutbox
{
    /// <summary>Writes the pictures before the check that needs them, encrypted. Without such a check they are gone within minutes.</summary>
    Task SavePicturesAsync(Guid verificationId, FacePictures pictures, CancellationToken cancellationToken);

    Task<FacePictures?> FindPicturesAsync(Guid verificationId, CancellationToken cancellationToken);

    /// <summary>Takes entries that are due; nobody else gets them until the lease is over.</summary>
    Task<IReadOnlyList<FaceCheck>> LeaseDueAsync(int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Makes an entry due in a while. One that is gone stays gone.</summary>
    Task PostponeAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Moves an entry's deadline, for a session that ended early or was extended. One that is gone stays gone.</summary>
    Task MoveDeadlineAsync(Guid verificationId, DateTimeOffset deadline, CancellationToken cancellationToken);

    /// <summary>The record that a check belongs to, also after a time-out, until its session is archived.</summary>
    Task<FaceCheck?> FindAsync(Guid verificationId, CancellationToken cancellationToken);

    /// <summary>The checks of a student that wait for a verdict. Reads the whole outbox where it has no index: for what is asked rarely.</summary>
    Task<IReadOnlyList<FaceCheck>> FindOfStudentAsync(string studentNumber, CancellationToken cancellationToken);

    /// <summary>Removes an entry, if there is one, and the pictures, if there are any.</summary>
    Task RemoveAsync(Guid verificationId, CancellationToken cancellationToken);

    Task<OutboxDepth> MeasureAsync(CancellationToken cancellationToken);
}

public sealed record FacePictures(byte[] Selfie, byte[] ProfilePhoto);

/// <param name="Entries">Checks that wait for a verdict.</param>
/// <param name="Bytes">Their pictures together.</param>
public sealed record OutboxDepth(long Entries, long Bytes);
