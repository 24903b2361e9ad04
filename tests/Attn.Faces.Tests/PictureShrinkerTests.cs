using Attn.Faces.Pictures;
using Attn.Pictures;
using NetVips;

namespace Attn.Faces.Tests;

public sealed class PictureShrinkerTests
{
    private const int ProfilePhotoBytes = 64 * 1024;

    [Fact]
    public void A_large_photo_is_shrunk_to_the_limit()
    {
        var large = SamplePhotos.Edit(SamplePhotos.AnnaSmiling, image => image.Resize(6), ".jpg[Q=95]");
        var small = PictureShrinker.Shrink(large, ProfilePhotoBytes)!;
        Assert.InRange(small.Length, 1, ProfilePhotoBytes);
        Assert.True(PictureFormat.IsJpegOrPng(small));
    }

    [Fact]
    public void Location_device_and_all_other_metadata_are_removed()
    {
        var tagged = SamplePhotos.Edit(
            SamplePhotos.Berta,
            image =>
                image.Mutate(mutable =>
                {
                    mutable.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "41/1 1/1 0/1");
                    mutable.Set(GValue.GStrType, "exif-ifd0-Model", "Secret Phone");
                })
        );
        using (var before = Image.NewFromBuffer(tagged))
            Assert.Contains("exif-data", before.GetFields());

        using var after = Image.NewFromBuffer(PictureShrinker.Shrink(tagged, 1_000_000)!);
        Assert.DoesNotContain("exif-data", after.GetFields());
        Assert.DoesNotContain("icc-profile-data", after.GetFields());
    }

    [Fact]
    public void A_picture_with_an_exif_orientation_is_stored_upright()
    {
        const int NeedsQuarterTurn = 6;
        var tagged = SamplePhotos.Edit(
            SamplePhotos.Berta,
            image =>
                image
                    .Crop(0, 0, 400, 200)
                    .Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", NeedsQuarterTurn))
        );
        using var after = Image.NewFromBuffer(PictureShrinker.Shrink(tagged, 1_000_000)!);
        Assert.Equal((200, 400), (after.Width, after.Height));
    }

    [Fact]
    public void The_sides_are_limited_and_small_pictures_are_not_enlarged()
    {
        using var bounded = Image.NewFromBuffer(
            PictureShrinker.Shrink(SamplePhotos.ThreePeople, 1_000_000, maxSide: 640)!
        );
        Assert.Equal(640, Math.Max(bounded.Width, bounded.Height));
        using var small = Image.NewFromBuffer(PictureShrinker.Shrink(SamplePhotos.Berta, 1_000_000)!);
        Assert.Equal(400, small.Width);
    }

    [Fact]
    public void A_picture_that_cannot_be_shrunk_to_the_limit_is_refused()
    {
        using var noise = Image.Gaussnoise(400, 400, mean: 128, sigma: 80);
        Assert.Null(PictureShrinker.Shrink(noise.Cast(Enums.BandFormat.Uchar).PngsaveBuffer(), maxBytes: 500));
    }
}
