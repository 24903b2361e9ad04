using Attn.Api.Features.Reports.Words;
using static Attn.Api.Tests.Reports.SampleReport;

namespace Attn.Api.Tests.Reports;

/// <summary>Alone in its time: it measures the memory of the process.</summary>
[CollectionDefinition(nameof(WorkbookMemoryTests), DisableParallelization = true)]
[Collection(nameof(WorkbookMemoryTests))]
public sealed class WorkbookMemoryTests
{
    [Fact]
    public async Task Twenty_thousand_students_do_not_pile_up_in_memory()
    {
        var report = Of(BySessions, sessions: 42, students: 20_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (peak, seen) = (0L, 0);
        var watched = report with
        {
            Students = report.Students.Select(student =>
            {
                if (++seen % 4000 == 0)
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
                return student;
            }),
        };
        using var sink = new CountingStream();
        await WriteAsync(sink, watched, ReportLanguage.Turkish);

        Assert.Equal(20_000, seen);
        Assert.True(sink.Written > 4_000_000, $"{sink.Written} bytes written");
        // The cells alone are a million strings and numbers: more than 40 MB.
        Assert.True(peak < 20_000_000, $"{peak} bytes alive");
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Written { get; private set; }

        public override bool CanSeek => false;

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Written += count;
            return Task.CompletedTask;
        }
    }
}
