[assembly: AssemblyFixture(typeof(Attn.Faces.Tests.EngineFixture))]

namespace Attn.Faces.Tests;

/// <summary>One engine shared by all tests, as in a server.</summary>
public sealed class EngineFixture : IDisposable
{
    public FaceEngine Engine { get; } =
        FaceEngine.TryCreate(out var availability) ?? throw new InvalidOperationException(availability.Detail);

    public void Dispose() => Engine.Dispose();
}
