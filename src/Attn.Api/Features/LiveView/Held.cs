namespace Attn.Api.Features.LiveView;

/// <summary>What a stream holds to its end, released together.</summary>
internal sealed class Held(params IReadOnlyList<IDisposable?> parts) : IDisposable
{
    public void Dispose()
    {
        foreach (var part in parts)
            part?.Dispose();
    }
}
