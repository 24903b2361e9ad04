namespace Attn.FaceVerifier;

/// <summary>
/// Ids of the log events of this project; those of the comparison are in Attn.Faces. An id is never changed or reused:
/// operators alert on them.
/// </summary>
internal static class EventIds
{
    public const int WebhookRejected = 4101;
    public const int WebhookFailed = 4102;
    public const int VerdictDropped = 4103;
}
