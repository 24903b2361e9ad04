using System.Diagnostics;
using Attn.Faces.Contracts;
using Attn.Faces.Engine;
using Attn.Faces.Pictures;

namespace Attn.Faces;

/// <summary>
/// Compares faces. One engine holds the networks (about 100 MB) and is thread-safe; a comparison runs on the calling
/// thread. It stores nothing about the pictures.
/// </summary>
public sealed class FaceEngine : IDisposable
{
    /// <summary>The minimum similarity for a match.</summary>
    public const double Threshold = Matcher.AcceptThreshold;

    /// <summary>
    /// What finding and describing a face takes beside the decoded picture; of a picture without one, 40 MB at once
    /// were measured, of which the networks keep a part for the next.
    /// </summary>
    internal const long AnalysisBytes = 32L * 1024 * 1024;

    /// <summary>The minimum likeness of a copy of the profile photo.</summary>
    public const double CopyThreshold = CopyDetector.Threshold;

    private readonly FaceAnalyzer _analyzer;
    private readonly PictureMemory _memory;

    private FaceEngine(string modelFolder, PictureMemory memory) => (_analyzer, _memory) = (new(modelFolder), memory);

    /// <returns><c>null</c> if this machine cannot compare faces; <paramref name="availability"/> says why.</returns>
    /// <param name="availability">Whether there is an engine, or the remedy.</param>
    /// <param name="memory">What the process decodes pictures within; <c>null</c>: a budget of the engine's
    /// own.</param>
    public static FaceEngine? TryCreate(out FaceEngineAvailability availability, PictureMemory? memory = null) =>
        TryCreate(FaceEngineAvailability.DefaultModelFolder, out availability, memory);

    internal static FaceEngine? TryCreate(
        string modelFolder,
        out FaceEngineAvailability availability,
        PictureMemory? memory = null
    )
    {
        availability = FaceEngineAvailability.Check(modelFolder);
        return availability.IsAvailable ? new(modelFolder, memory ?? new()) : null;
    }

    /// <summary>
    /// Decides whether both pictures show the same person. Never throws because of a picture's content.
    /// </summary>
    public Verdict Compare(ReadOnlyMemory<byte> selfie, ReadOnlyMemory<byte> profilePhoto)
    {
        var first = Analyze(selfie);
        // Equal bytes need no comparison, and neither does a selfie without a face: both save the second analysis.
        if (first.IsReadable && selfie.Span.SequenceEqual(profilePhoto.Span))
            return new(VerdictReason.SamePicture) { SelfieTime = first.Time, Selfie = FiguresOf(first.Analysis) };
        var second = first.Analysis is null ? AnalyzedPicture.None : Analyze(profilePhoto);

        return Decide(first, second) with
        {
            Selfie = FiguresOf(first.Analysis),
            ProfilePhoto = FiguresOf(second.Analysis),
            SelfieTime = first.Time,
            ProfilePhotoTime = second.Time,
        };
    }

    /// <summary>
    /// The face of one picture as numbers, for measuring and calibrating; <c>null</c> if there is none.
    /// </summary>
    public FaceDescription? Describe(ReadOnlyMemory<byte> picture) =>
        Analyze(picture).Analysis is { } analysis
            ? new(analysis.Descriptor, FiguresOf(analysis)!) { AlignedFace = analysis.AlignedFace }
            : null;

    /// <summary>
    /// Runs each network once on a synthetic picture: a health check that proves more than a successful start.
    /// </summary>
    /// <exception cref="InvalidOperationException">A network does not return finite numbers.</exception>
    public void SelfTest() => _analyzer.SelfTest();

    public void Dispose() => _analyzer.Dispose();

    private AnalyzedPicture Analyze(ReadOnlyMemory<byte> file)
    {
        using var reserved = _memory.Reserve(file, AnalysisBytes);
        var start = Stopwatch.GetTimestamp();
        var picture = Picture.Read(file);
        var analysis = picture is null ? null : _analyzer.Analyze(picture);
        return new(picture is not null, analysis, Stopwatch.GetElapsedTime(start));
    }

    private static Verdict Decide(AnalyzedPicture selfie, AnalyzedPicture profilePhoto)
    {
        if (selfie.Analysis is null)
            return new(selfie.IsReadable ? VerdictReason.NoFaceInSelfie : VerdictReason.SelfieUnreadable);
        if (profilePhoto.Analysis is null)
            return new(
                profilePhoto.IsReadable ? VerdictReason.NoFaceInProfilePhoto : VerdictReason.ProfilePhotoUnreadable
            );

        // Rounded before the decision, so that the similarity shown always explains it.
        var similarity = Math.Round(
            FaceDescriptor.Similarity(selfie.Analysis.Descriptor, profilePhoto.Analysis.Descriptor),
            4
        );
        var likeness = CopyDetector.Likeness(selfie.Analysis.AlignedFace, profilePhoto.Analysis.AlignedFace);
        return new(Matcher.Decide(selfie.Analysis, similarity, likeness))
        {
            Similarity = similarity,
            Likeness = likeness,
        };
    }

    private static FaceFigures? FiguresOf(FaceAnalysis? analysis) =>
        analysis?.Quality.ToFigures(analysis.Face.Score, analysis.Face.AllBoxes.Count);

    private sealed record AnalyzedPicture(bool IsReadable, FaceAnalysis? Analysis, TimeSpan Time)
    {
        public static readonly AnalyzedPicture None = new(IsReadable: false, Analysis: null, TimeSpan.Zero);
    }
}
