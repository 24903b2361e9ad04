using Attn.Faces;

namespace Attn.FaceVerifier.Verification;

/// <summary>Runs the networks once at start, so that "healthy" means that faces can really be compared.</summary>
internal sealed class EngineWarmUp(FaceEngine engine) : BackgroundService
{
    private volatile bool _isComplete;

    public bool IsComplete => _isComplete;

    // On another thread, so that the rest of the program starts meanwhile. An exception here stops the program.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(
            () =>
            {
                engine.SelfTest();
                _isComplete = true;
            },
            stoppingToken
        );
}
