namespace Attn.Domain;

/// <summary>
/// What a class session asks of a student who checks in. The numbers are those of the HTTP contract.
/// </summary>
public enum SecurityOption
{
    /// <summary>Nothing.</summary>
    Manual = 1,

    /// <summary>The campus or classroom network.</summary>
    Wifi = 2,

    /// <summary>A selfie that matches the profile photo.</summary>
    Face = 3,

    /// <summary>Both, the network first.</summary>
    WifiAndFace = 4,
}

public static class SecurityOptionChecks
{
    public static bool AsksForNetwork(this SecurityOption option) =>
        option is SecurityOption.Wifi or SecurityOption.WifiAndFace;

    public static bool AsksForFace(this SecurityOption option) =>
        option is SecurityOption.Face or SecurityOption.WifiAndFace;
}
