namespace Attn.Faces.Tests;

public sealed class TelemetryTests(EngineFixture fixture)
{
    [Fact]
    public void The_inference_library_keeps_no_usage_data()
    {
        fixture.Engine.SelfTest();

        // With telemetry on it holds a database open in which events wait to be sent, and writes a device id beside it.
        var open = Directory
            .GetFiles("/proc/self/fd")
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName ?? "");
        Assert.DoesNotContain(open, name => name.Contains("onnxruntime.db", StringComparison.Ordinal));
        Assert.Contains("libonnxruntime", File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }
}
