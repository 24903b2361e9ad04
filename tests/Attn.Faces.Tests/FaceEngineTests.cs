using NetVips;

namespace Attn.Faces.Tests;

public sealed class FaceEngineTests(EngineFixture fixture)
{
    private readonly FaceEngine _engine = fixture.Engine;

    [Fact]
    public void Two_photos_of_one_person_match()
    {
        var verdict = _engine.Compare(SamplePhotos.AnnaSmiling, SamplePhotos.AnnaInOtherClothes);
        Assert.Equal(VerdictReason.Match, verdict.Reason);
        Assert.True(verdict.Similarity >= FaceEngine.Threshold);
        Assert.NotNull(verdict.Selfie);
        Assert.NotNull(verdict.ProfilePhoto);
    }

    [Fact]
    public void Another_person_does_not_match()
    {
        foreach (var stranger in new[] { SamplePhotos.Berta, SamplePhotos.Clara })
            Assert.Equal(VerdictReason.NoMatch, _engine.Compare(stranger, SamplePhotos.AnnaInOtherClothes).Reason);
    }

    [Theory]
    [InlineData(Enums.Angle.D90)]
    [InlineData(Enums.Angle.D180)]
    [InlineData(Enums.Angle.D270)]
    public void A_rotated_picture_is_compared(Enums.Angle angle)
    {
        var turned = SamplePhotos.Edit(SamplePhotos.AnnaInOtherClothes, image => image.Rot(angle));
        Assert.Equal(VerdictReason.Match, _engine.Compare(turned, SamplePhotos.AnnaSmiling).Reason);
    }

    [Fact]
    public void A_picture_is_rotated_by_its_exif_tag()
    {
        const int NeedsQuarterTurn = 6;
        var tagged = SamplePhotos.Edit(
            SamplePhotos.AnnaSmiling,
            image =>
                image
                    .Rot(Enums.Angle.D270)
                    .Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", NeedsQuarterTurn))
        );
        var verdict = _engine.Compare(tagged, SamplePhotos.AnnaInOtherClothes);
        Assert.Equal(VerdictReason.Match, verdict.Reason);
    }

    [Fact]
    public void Faces_that_fill_the_frame_or_are_small_are_found()
    {
        var close = SamplePhotos.Edit(SamplePhotos.AnnaInOtherClothes, image => image.Crop(170, 120, 300, 330));
        var far = SamplePhotos.Edit(
            SamplePhotos.AnnaInOtherClothes,
            image => image.Resize(0.4).Gravity(Enums.CompassDirection.SouthWest, 1200, 900)
        );
        Assert.Equal(VerdictReason.Match, _engine.Compare(close, SamplePhotos.AnnaSmiling).Reason);
        Assert.Equal(VerdictReason.Match, _engine.Compare(far, SamplePhotos.AnnaSmiling).Reason);
    }

    [Fact]
    public void Several_faces_of_equal_size_are_refused_even_if_one_matches()
    {
        var two = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Join(image, Enums.Direction.Horizontal));
        Assert.Equal(VerdictReason.SeveralFaces, _engine.Compare(two, SamplePhotos.AnnaInOtherClothes).Reason);
        Assert.Equal(
            VerdictReason.SeveralFaces,
            _engine.Compare(SamplePhotos.ThreePeople, SamplePhotos.AnnaSmiling).Reason
        );
    }

    [Fact]
    public void A_small_bystander_is_ignored()
    {
        var bystander = Image.NewFromBuffer(SamplePhotos.Berta).Resize(0.3);
        var picture = SamplePhotos.Edit(
            SamplePhotos.AnnaSmiling,
            image => image.Insert(bystander, image.Width, 0, expand: true)
        );
        Assert.Equal(VerdictReason.Match, _engine.Compare(picture, SamplePhotos.AnnaInOtherClothes).Reason);
    }

    [Fact]
    public void The_profile_photo_itself_is_refused_as_a_selfie()
    {
        Assert.Equal(
            VerdictReason.SamePicture,
            _engine.Compare(SamplePhotos.AnnaSmiling, SamplePhotos.AnnaSmiling).Reason
        );
        Assert.Equal("This is your profile photo, not a selfie", VerdictReason.SamePicture.Text());
    }

    [Fact]
    public void A_copy_of_the_profile_photo_is_refused_as_a_selfie()
    {
        var smaller = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Resize(0.7));
        var worse = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Copy(), ".jpg[Q=60]");
        var shrunk = Pictures.PictureShrinker.Shrink(SamplePhotos.AnnaSmiling, 30_000)!;
        foreach (var copy in new[] { smaller, worse, shrunk })
            Assert.Equal(VerdictReason.SamePicture, _engine.Compare(copy, SamplePhotos.AnnaSmiling).Reason);
    }

    [Fact]
    public void A_bad_selfie_of_a_stranger_is_refused_with_its_fault()
    {
        Assert.Equal(VerdictReason.TooDarkOrBlurred, Compare(image => (image * 0.12).Cast(Enums.BandFormat.Uchar)));
        Assert.Equal(VerdictReason.TooDarkOrBlurred, Compare(image => image.Gaussblur(9)));
        Assert.Equal(VerdictReason.FaceTooSmall, Compare(image => image.Resize(0.15)));
        Assert.Equal(VerdictReason.TooBright, Compare(image => ((image * 0.5) + 160).Cast(Enums.BandFormat.Uchar)));

        VerdictReason Compare(Func<Image, Image> spoil) =>
            _engine.Compare(SamplePhotos.Edit(SamplePhotos.Clara, spoil), SamplePhotos.AnnaInOtherClothes).Reason;
    }

    [Fact]
    public void A_missing_face_is_reported_for_the_picture_that_lacks_it()
    {
        var wall = SamplePhotos.Edit(SamplePhotos.Clara, image => image.Gaussblur(60));
        Assert.Equal(VerdictReason.NoFaceInSelfie, _engine.Compare(wall, SamplePhotos.AnnaInOtherClothes).Reason);
        Assert.Equal(VerdictReason.NoFaceInProfilePhoto, _engine.Compare(SamplePhotos.AnnaInOtherClothes, wall).Reason);
    }

    [Fact]
    public void Concurrent_comparisons_on_one_engine_return_the_same_similarity()
    {
        var expected = _engine.Compare(SamplePhotos.AnnaSmiling, SamplePhotos.AnnaInOtherClothes).Similarity;
        var answers = new double?[8];
        Parallel.For(
            0,
            answers.Length,
            i => answers[i] = _engine.Compare(SamplePhotos.AnnaSmiling, SamplePhotos.AnnaInOtherClothes).Similarity
        );
        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    [Fact]
    public void Missing_networks_are_reported_with_the_remedy()
    {
        Assert.Null(FaceEngine.TryCreate(Path.GetTempPath(), out var availability));
        Assert.False(availability.IsAvailable);
        Assert.Contains("Node.js", availability.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_has_a_text() =>
        Assert.All(Enum.GetValues<VerdictReason>(), reason => Assert.NotEmpty(reason.Text()));
}
