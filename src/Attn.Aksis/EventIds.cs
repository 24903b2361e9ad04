namespace Attn.Aksis;

/// <summary>Ids of the log events of this project. An id is never changed or reused: operators alert on them.</summary>
internal static class EventIds
{
    public const int SignInFailed = 5001;
    public const int PartMissing = 5002;
    public const int CircuitOpened = 5003;
    public const int CircuitClosed = 5004;
    public const int DemoOutsideDevelopment = 5005;
    public const int PortalBusy = 5006;
}
