namespace Attn.Aksis.Simulator;

/// <summary>
/// A user who is signed in at the portal. OBS answers nothing else before its home page has set its own cookie.
/// </summary>
internal sealed class SimulatedLogin(SimulatedUser user)
{
    public SimulatedUser User { get; } = user;

    public string ObsKey { get; } = Guid.NewGuid().ToString("N");
}
