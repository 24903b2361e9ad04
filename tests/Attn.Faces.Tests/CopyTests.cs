using System.Numerics;
using Attn.Bench.Faces;
using Attn.Faces.Contracts;
using Attn.Faces.Pictures;
using Attn.Faces.Queue;

namespace Attn.Faces.Tests;

/// <summary>
/// Copies of the profile photo, changed as the benchmark changes them; it measures the same on many people.
/// </summary>
public sealed class CopyTests(EngineFixture fixture)
{
    private readonly FaceEngine _engine = fixture.Engine;

    public static TheoryData<string> Expected => [.. PictureChanges.Expected.Select(change => change.Name)];

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_changed_copy_of_the_profile_photo_is_recognised(string name)
    {
        var change = PictureChanges.Expected.Single(change => change.Name == name);
        foreach (var photo in new[] { SamplePhotos.AnnaSmiling, SamplePhotos.AnnaInOtherClothes, SamplePhotos.Berta })
        {
            var verdict = _engine.Compare(change.Apply(photo, seed: 1), photo);
            Assert.True(verdict.IsProfilePhotoCopy, $"{verdict.Reason}, likeness {verdict.Likeness}");
            Assert.False(verdict.Passed);
        }
    }

    [Fact]
    public void Another_photo_of_the_person_and_other_people_are_no_copies()
    {
        foreach (var selfie in new[] { SamplePhotos.AnnaSmiling, SamplePhotos.Berta, SamplePhotos.Clara })
        {
            var verdict = _engine.Compare(selfie, SamplePhotos.AnnaInOtherClothes);
            Assert.False(verdict.IsProfilePhotoCopy);
            Assert.InRange(verdict.Likeness!.Value, -1, 0.9);
        }
    }

    [Fact]
    public void A_face_without_any_detail_is_no_copy()
    {
        var flat = new float[Engine.FaceAligner.Side * Engine.FaceAligner.Side * Picture.Channels];
        Assert.Equal(-1, Engine.CopyDetector.Likeness(flat, flat));
    }

    [Fact]
    public async Task The_verdict_says_that_the_picture_is_a_copy_and_is_refused_by_whoever_does_not_know_the_field()
    {
        var delivered = new TaskCompletionSource<VerificationResult>();
        await using var queue = new FaceQueue(
            new() { Workers = 1 },
            _engine.Compare,
            (_, result, _) =>
            {
                delivered.SetResult(result);
                return Task.FromResult(true);
            },
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<FaceQueue>.Instance
        );
        queue.TryEnqueue(new(Guid.NewGuid(), SamplePhotos.AnnaSmiling, SamplePhotos.AnnaSmiling));

        var result = await delivered.Task;
        Assert.True(result.ProfilePhotoCopy);
        Assert.False(result.OverallResult.VerificationPassed);
        Assert.Contains(
            "\"profile_photo_copy\":true",
            System.Text.Encoding.UTF8.GetString(result.ToUtf8Bytes()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("JPEG 90")]
    [InlineData("JPEG 60")]
    [InlineData("resized x 0.7")]
    [InlineData("resized x 2")]
    public void A_picture_stored_again_keeps_its_coarse_hash(string name)
    {
        var change = PictureChanges.Expected.Single(change => change.Name == name);
        Assert.InRange(Distance(change.Apply(SamplePhotos.AnnaSmiling, seed: 1), SamplePhotos.AnnaSmiling), 0, 24);
    }

    [Fact]
    public void Another_picture_has_another_coarse_hash()
    {
        Assert.True(Distance(SamplePhotos.AnnaSmiling, SamplePhotos.AnnaInOtherClothes) > 48);
        Assert.True(Distance(SamplePhotos.Berta, SamplePhotos.Clara) > 48);
        Assert.Null(PictureHash.Of(new byte[] { 0xFF, 0xD8, 0xFF, 0 }));
    }

    private static int Distance(byte[] one, byte[] other) =>
        PictureHash
            .Of(one)!
            .Zip(PictureHash.Of(other)!, (mine, theirs) => BitOperations.PopCount((uint)(mine ^ theirs)))
            .Sum();
}
