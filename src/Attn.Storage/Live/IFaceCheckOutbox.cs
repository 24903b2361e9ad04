using Attn.Domain;

namespace Attn.Storage.Live;

/// <summary>
/// Face checks that wait for a verdict, with their pictures. <see cref="ILiveStore.ChangeRecordAsync"/> starts and ends
/// them; here they are leased, sent again and, once their class session is archived, removed. Leases and due times are
/// by the store's clock.
/// </summary>
public interface IFaceCheckOutbox
{
    /// <summary>
    /// Saves the pictures, encrypted, before the check that needs them starts. Without such a check they are deleted
    /// within minutes.
    /// </summary>
    Task SavePicturesAsync(Guid verificationId, FacePictures pictures, CancellationToken cancellationToken);

    Task<FacePictures?> FindPicturesAsync(Guid verificationId, CancellationToken cancellationToken);

    /// <summary>
    /// Leases checks that are due; nobody else gets them until the lease ends. Counts a delivery of each before it is
    /// made, because what it does to the verifier may end this process, too; the checks have the number until then.
    /// </summary>
    Task<IReadOnlyList<FaceCheck>> LeaseDueAsync(int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Makes a waiting check due after a delay. A check that ended or was stopped stays so.</summary>
    Task PostponeAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>The same, and the delivery that the lease counted did not take place.</summary>
    Task UndoDeliveryAsync(Guid verificationId, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>
    /// Moves a check's deadline, for a class session that ended early or was extended. A check that ended stays so.
    /// </summary>
    Task MoveDeadlineAsync(Guid verificationId, DateTimeOffset deadline, CancellationToken cancellationToken);

    /// <summary>Finds a check that waits, or that was stopped, until its class session is archived.</summary>
    Task<FaceCheck?> FindAsync(Guid verificationId, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a student's checks that wait for a verdict. For rare use: it reads the whole outbox where there is no
    /// index.
    /// </summary>
    Task<IReadOnlyList<FaceCheck>> FindOfStudentAsync(string studentNumber, CancellationToken cancellationToken);

    /// <summary>Removes a check, if there is one, and the pictures, if there are any.</summary>
    Task RemoveAsync(Guid verificationId, CancellationToken cancellationToken);

    Task<OutboxDepth> MeasureAsync(CancellationToken cancellationToken);
}
