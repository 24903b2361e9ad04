using System.Diagnostics;
using Attn.Faces.Contracts;
using Attn.Faces.Engine;
using Attn.Faces.Pictures;

namespace Attn.Faces;

/// <summary>
/// Compares faces. One engine holds the networks (about 100 MB) and may be used by any number of threads at once; each
/// comparison runs on the thread that asks for it. It keeps nothing of what it sees.
/// </summary>
public sealed class FaceEngine : IDisposable
{
    /// <summary>The similarity from which faces are accepted.</summary>
    public const double Threshold = Matcher.AcceptFrom;

    private readonly FaceAnalyzer _analyzer;

    private FaceEngine(string modelFolder) => _analyzer = new(modelFolder);

    /// <returns><c>null</c> where faces cannot be compared on this machine; <paramref name="availability"/> says why.</returns>
    public static FaceEngine? TryCreate(out FaceEngineAvailability availability) =>
        TryCreate(FaceEngineAvailability.DefaultModelFolder, out availability);

    internal static FaceEngine? TryCreate(string modelFolder, out FaceEngineAvailability availability)
    {
        availability = FaceEngineAvailability.Check(modelFolder);
        return availability.IsAvailable ? new(modelFolder) : null;
    }

    /// <summary>Whether both pictures show the same person. What is in a picture never makes it throw.</summary>
    public Verdict Compare(ReadOnlyMemory<byte> selfie, ReadOnlyMemory<byte> profilePhoto)
    {
        var look = Look(selfie);
        // Before the second look: the same bytes need no comparison, and a selfie that shows nothing needs none either.
        if (look.IsReadable && selfie.Span.SequenceEqual(profilePhoto.Span))
            return new(VerdictReason.SamePicture) { SelfieTime = look.Time, Selfie = FiguresOf(look.Analysis) };
        var profileLook = look.Analysis is null ? FaceLook.None : Look(profilePhoto);

        return Decide(look, profileLook) with
        {
            Selfie = FiguresOf(look.Analysis),
            ProfilePhoto = FiguresOf(profileLook.Analysis),
            SelfieTime = look.Time,
            ProfilePhotoTime = profileLook.Time,
        };
    }

    /// <summary>The face of one picture as numbers, for measuring and calibrating; <c>null</c> where there is none.</summary>
    public FaceDescription? Describe(ReadOnlyMemory<byte> picture) =>
        Look(picture).Analysis is { } analysis ? new(analysis.Descriptor, FiguresOf(analysis)!) : null;

    /// <summary>
    /// Runs each network once on a made picture: a health check that has seen the engine work, not only start.
    /// </summary>
    /// <exception cref="InvalidOperationException">A network answers with something that is no number.</exception>
    public void SelfTest() => _analyzer.SelfTest();

    public void Dispose() => _analyzer.Dispose();

    private FaceLook Look(ReadOnlyMemory<byte> file)
    {
        var start = Stopwatch.GetTimestamp();
        var picture = Picture.Read(file);
        var analysis = picture is null ? null : _analyzer.Analyze(picture);
        return new(picture is not null, analysis, Stopwatch.GetElapsedTime(start));
    }

    private static Verdict Decide(FaceLook selfie, FaceLook profilePhoto)
    {
        if (selfie.Analysis is null)
            return new(selfie.IsReadable ? VerdictReason.NoFaceInSelfie : VerdictReason.SelfieUnreadable);
        if (profilePhoto.Analysis is null)
            return new(
                profilePhoto.IsReadable ? VerdictReason.NoFaceInProfilePhoto : VerdictReason.ProfilePhotoUnreadable
            );

        // Rounded first: what is shown and what is decided must not differ.
        var similarity = Math.Round(
            FaceDescriptor.Similarity(selfie.Analysis.Descriptor, profilePhoto.Analysis.Descriptor),
            4
        );
        return new(Matcher.Decide(selfie.Analysis, profilePhoto.Analysis, similarity)) { Similarity = similarity };
    }

    private static FaceFigures? FiguresOf(FaceAnalysis? analysis) =>
        analysis?.Quality.ToFigures(analysis.Face.Score, analysis.Face.AllBoxes.Count);

    private sealed record FaceLook(bool IsReadable, FaceAnalysis? Analysis, TimeSpan Time)
    {
        public static readonly FaceLook None = new(IsReadable: false, Analysis: null, TimeSpan.Zero);
    }
}
