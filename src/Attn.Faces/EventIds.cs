namespace Attn.Faces;

/// <summary>Ids of the log events of this project. An id is never changed or reused: operators alert on them.</summary>
internal static class EventIds
{
    public const int ComparisonFailed = 4001;
    public const int DeliveryFailed = 4002;
}
