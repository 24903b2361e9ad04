namespace Attn.Faces.Tests;

public sealed class TelemetryTests(EngineFixture fixture)
{
    [Fact]
    public void The_inference_library_stores_no_usage_data()
    {
        fixture.Engine.SelfTest();

        // With telemetry on, the library keeps a database of unsent events open and writes a device id beside it.
        var open = Directory
            .GetFiles("/proc/self/fd")
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName ?? "");
        Assert.DoesNotContain(open, name => name.Contains("onnxruntime.db", StringComparison.Ordinal));
        Assert.Contains("libonnxruntime", File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }
}
