using Polly;
using Polly.CircuitBreaker;

namespace Attn.Api.Features.FaceChecks;

/// <summary>
/// Opens after a series of failed submissions, and lets one through every two seconds to see whether the service is
/// back.
/// </summary>
internal sealed class FaceVerifierCircuit
{
    public FaceVerifierCircuit(TimeProvider time)
    {
        Pipeline = new ResiliencePipelineBuilder<Submission> { TimeProvider = time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<Submission>
                {
                    ShouldHandle = new PredicateBuilder<Submission>()
                        .Handle<HttpRequestException>()
                        .Handle<OperationCanceledException>()
                        .HandleResult(submission => submission is Submission.Unavailable or Submission.Broken),
                    FailureRatio = 0.8,
                    MinimumThroughput = 5,
                    SamplingDuration = TimeSpan.FromSeconds(10),
                    BreakDuration = TimeSpan.FromSeconds(2),
                }
            )
            .Build();
    }

    public ResiliencePipeline<Submission> Pipeline { get; }
}
