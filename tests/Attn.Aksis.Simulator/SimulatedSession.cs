namespace Attn.Aksis.Simulator;

/// <summary>A user's session at the portal; OBS has to take it over before it answers anything else.</summary>
internal sealed class SimulatedSession(SimulatedUser user)
{
    public SimulatedUser User { get; } = user;

    public string ObsKey { get; } = Guid.NewGuid().ToString("N");
}
