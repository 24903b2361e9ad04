using Attn.Faces.Pictures;
using NetVips;

namespace Attn.Faces.Tests;

public sealed class BadPictureTests(EngineFixture fixture)
{
    private readonly FaceEngine _engine = fixture.Engine;

    public static TheoryData<string> Unreadable => [.. BadPictures.Unreadable.Keys];

    public static TheoryData<string> Unusual => [.. BadPictures.Unusual.Keys];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void An_invalid_picture_is_unreadable(string kind)
    {
        var picture = BadPictures.Unreadable[kind];
        Assert.Equal(VerdictReason.SelfieUnreadable, _engine.Compare(picture, SamplePhotos.Berta).Reason);
        Assert.Equal(VerdictReason.ProfilePhotoUnreadable, _engine.Compare(SamplePhotos.Berta, picture).Reason);
        Assert.Null(PictureShrinker.Shrink(picture, 64_000));
    }

    [Theory]
    [MemberData(nameof(Unusual))]
    public void An_unusual_picture_is_compared(string kind) =>
        Assert.Equal(
            VerdictReason.Match,
            _engine.Compare(BadPictures.Unusual[kind], SamplePhotos.AnnaInOtherClothes).Reason
        );

    [Fact]
    public void A_corrupt_picture_does_not_match()
    {
        Assert.False(_engine.Compare(BadPictures.CorruptJpeg, SamplePhotos.AnnaInOtherClothes).Passed);
        Assert.False(_engine.Compare(BadPictures.CorruptPng, SamplePhotos.AnnaInOtherClothes).Passed);
    }

    [Fact]
    public void Ten_faces_are_reported_as_several() =>
        Assert.Equal(
            VerdictReason.SeveralFaces,
            _engine.Compare(BadPictures.TenFaces, SamplePhotos.AnnaInOtherClothes).Reason
        );

    [Fact]
    public void More_than_forty_megapixels_are_refused_before_decoding()
    {
        byte[] Black(int width, int height)
        {
            using var image = Image.Black(width, height);
            return image.PngsaveBuffer(bitdepth: 1);
        }

        Assert.Null(Picture.Read(Black(8000, 5001)));
        Assert.NotNull(Picture.Read(Black(8000, 5000)));
    }

    [Fact]
    public void A_picture_of_one_pixel_has_no_face()
    {
        using var dot = Image.Black(1, 1);
        Assert.Equal(VerdictReason.NoFaceInSelfie, _engine.Compare(dot.PngsaveBuffer(), SamplePhotos.Berta).Reason);
    }

    [Fact]
    public void A_very_long_picture_has_no_face()
    {
        using var line = Image.Black(20_000, 3) + 128;
        Assert.Equal(
            VerdictReason.NoFaceInSelfie,
            _engine.Compare(line.Cast(Enums.BandFormat.Uchar).PngsaveBuffer(), SamplePhotos.Berta).Reason
        );
    }
}
