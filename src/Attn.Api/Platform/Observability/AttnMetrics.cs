using System.Diagnostics.Metrics;
using Attn.Storage.Archive;
using Attn.Storage.Live;

namespace Attn.Api.Platform.Observability;

/// <summary>
/// What the program counts about itself. Tags are words of a short list: never a number, a name, an address or a
/// lesson.
/// </summary>
internal sealed class AttnMetrics : IDisposable
{
    public const string MeterName = "Attn";

    private readonly Meter _meter;
    private readonly Counter<long> _checkIns;
    private readonly Counter<long> _limiterRefusals;
    private readonly Counter<long> _oldDeleted;
    private readonly Histogram<double> _faceChecks;
    private readonly Histogram<double> _archiving;
    private readonly Histogram<double> _portal;
    private OutboxDepth? _outbox;

    public AttnMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _checkIns = _meter.CreateCounter<long>("attn.check_ins", "{try}", "Tries to attend, by outcome.");
        _limiterRefusals = _meter.CreateCounter<long>(
            "attn.rate_limiter.refusals",
            "{request}",
            "Requests answered 429, by policy."
        );
        _oldDeleted = _meter.CreateCounter<long>(
            "attn.retention.deleted",
            "{row}",
            "Rows deleted because they were older than RETENTION_DAYS, by kind."
        );
        _faceChecks = Seconds(
            "attn.face_check.age",
            "From the upload of a selfie to the end of its check, by verdict.",
            [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900]
        );
        _archiving = Seconds(
            "attn.archive.duration",
            "To archive one class session, by outcome.",
            [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
        );
        _portal = Seconds(
            "attn.portal.duration",
            "What the university's portal took for a sign-in, by answer.",
            [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30]
        );
        _meter.CreateObservableGauge(
            "attn.outbox.entries",
            () => Outbox(depth => depth.Entries),
            "{check}",
            "Face checks that wait for a verdict, in all replicas together."
        );
        _meter.CreateObservableGauge(
            "attn.outbox.bytes",
            () => Outbox(depth => depth.Bytes),
            "By",
            "Their pictures together."
        );
    }

    public void CheckedIn(string outcome) => _checkIns.Add(1, Tag("outcome", outcome));

    public void Refused(string policy) => _limiterRefusals.Add(1, Tag("policy", policy));

    public void Deleted(RetentionCounts counts)
    {
        _oldDeleted.Add(counts.Sessions, Tag("kind", "class_sessions"));
        _oldDeleted.Add(counts.Records, Tag("kind", "records"));
        _oldDeleted.Add(counts.Decisions, Tag("kind", "decisions"));
        _oldDeleted.Add(counts.Courses, Tag("kind", "courses"));
        _oldDeleted.Add(counts.ListedStudents, Tag("kind", "class_lists"));
        _oldDeleted.Add(counts.Users, Tag("kind", "users"));
        _oldDeleted.Add(counts.Consents, Tag("kind", "consents"));
    }

    public void FaceCheckEnded(string verdict, TimeSpan age) =>
        _faceChecks.Record(age.TotalSeconds, Tag("verdict", verdict));

    public void Archived(string outcome, TimeSpan duration) =>
        _archiving.Record(duration.TotalSeconds, Tag("outcome", outcome));

    public void PortalAnswered(string answer, TimeSpan duration) =>
        _portal.Record(duration.TotalSeconds, Tag("answer", answer));

    /// <summary>What the gauges show from now on; <c>null</c>: not known.</summary>
    public void OutboxMeasured(OutboxDepth? depth) => Volatile.Write(ref _outbox, depth);

    public void Dispose() => _meter.Dispose();

    private Histogram<double> Seconds(string name, string description, double[] bounds) =>
        _meter.CreateHistogram(
            name,
            "s",
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds }
        );

    private IEnumerable<Measurement<long>> Outbox(Func<OutboxDepth, long> value) =>
        Volatile.Read(ref _outbox) is { } depth ? [new(value(depth))] : [];

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
