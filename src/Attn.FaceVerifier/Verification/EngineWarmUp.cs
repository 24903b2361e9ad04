using Attn.Faces;

namespace Attn.FaceVerifier.Verification;

/// <summary>Runs the networks once at the start, so that "healthy" means that faces can really be compared.</summary>
internal sealed class EngineWarmUp(FaceEngine engine) : BackgroundService
{
    private volatile bool _hasRun;

    public bool HasRun => _hasRun;

    // Off the thread that starts the program: the rest may start meanwhile. An exception here stops the program.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(
            () =>
            {
                engine.SelfTest();
                _hasRun = true;
            },
            stoppingToken
        );
}
