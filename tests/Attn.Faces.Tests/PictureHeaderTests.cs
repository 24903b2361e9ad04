using Attn.Faces.Pictures;
using Attn.Testing.Pictures;
using NetVips;

namespace Attn.Faces.Tests;

public sealed class PictureHeaderTests(EngineFixture fixture)
{
    public static TheoryData<string> TooLarge => [.. PictureBombs.TooLarge.Keys];

    public static TheoryData<string> Harmless => [.. PictureBombs.Harmless.Keys];

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void A_picture_that_takes_too_much_is_refused_by_its_header(string kind)
    {
        var picture = PictureBombs.TooLarge[kind]();
        Assert.InRange(picture.Length, 1, 8 * 1024 * 1024);
        Assert.Equal(PictureCheck.TooLarge, PictureChecks.Check(picture));
        Assert.Null(Picture.Read(picture));
        Assert.Null(PictureShrinker.Shrink(picture, 1024 * 1024));
        Assert.Equal(VerdictReason.SelfieUnreadable, fixture.Engine.Compare(picture, SamplePhotos.Berta).Reason);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void A_picture_that_only_looks_dangerous_is_decoded(string kind)
    {
        var picture = PictureBombs.Harmless[kind]();
        Assert.InRange(picture.Length, 1, 8 * 1024 * 1024);
        Assert.Equal(PictureCheck.Usable, PictureChecks.Check(picture));
        Assert.NotNull(Picture.Read(picture));
    }

    [Theory]
    [InlineData(".jpg[Q=80]", 3)]
    [InlineData(".jpg[Q=80,interlace=true]", 3)]
    [InlineData(".jpg[Q=80,interlace=true,subsample_mode=off]", 3)]
    [InlineData(".jpg[Q=80,optimize_scans=true,interlace=true]", 3)]
    [InlineData(".jpg[Q=80,restart_interval=7]", 3)]
    [InlineData(".png", 3)]
    [InlineData(".png[interlace=true]", 3)]
    [InlineData(".png[palette=true]", 3)]
    public void A_photo_of_a_phone_is_usable_upright_or_not(string format, int bands)
    {
        const int needsQuarterTurn = 6;
        using var photo = Image.Black(4032, 3024, bands: bands).Copy(interpretation: Enums.Interpretation.Srgb);
        using var turned = photo.Mutate(image => image.Set(GValue.GIntType, "orientation", needsQuarterTurn));
        foreach (var file in new[] { photo.WriteToBuffer(format), turned.WriteToBuffer(format) })
        {
            var header = PictureHeader.Read(file)!;
            Assert.Equal((4032, 3024, bands), (header.Width, header.Height, header.Bands));
            Assert.True(header.IsWithinBounds);
            Assert.NotNull(Picture.Read(file));
        }
    }

    [Fact]
    public void The_header_tells_what_the_decoder_holds_whole()
    {
        Assert.False(PictureHeader.Read(MadeJpeg.Baseline(800, 600, 3))!.IsHeldWhole);
        var progressive = PictureHeader.Read(MadeJpeg.Progressive(800, 600, 10, 3))!;
        Assert.Equal(
            (true, 10, 800L * 600 * 3 * 2),
            (progressive.IsHeldWhole, progressive.Scans, progressive.DecodedBytes)
        );

        var deep = PictureHeader.Read(MadePng.Of(800, 600, 16, MadePng.Rgba, interlaced: true))!;
        Assert.Equal((true, 800L * 600 * 4 * 2), (deep.IsHeldWhole, deep.DecodedBytes));
        Assert.False(PictureHeader.Read(MadePng.Of(800, 600, 8, MadePng.Rgb, interlaced: false))!.IsHeldWhole);
    }

    [Fact]
    public void A_jpeg_of_several_scans_is_held_whole_even_if_it_is_not_progressive()
    {
        var scan = MadeJpeg.Baseline(800, 600, 3);
        var components = scan.AsSpan().LastIndexOf((byte[])[0xFF, 0xDA, 0, 12, 3]) + 4;
        scan[components] = 1;
        Assert.True(PictureHeader.Read(scan)!.IsHeldWhole);
    }

    [Fact]
    public void Transparency_and_palettes_count_with_the_samples_that_they_become()
    {
        Assert.Equal(2, BandsOf(MadePng.Grey, MadePng.Chunk("tRNS", 0, 0)));
        Assert.Equal(4, BandsOf(MadePng.Rgb, MadePng.Chunk("tRNS", 0, 0, 0, 0, 0, 0)));
        Assert.Equal(3, BandsOf(3, MadePng.Chunk("PLTE", 0, 0, 0)));
        Assert.Equal(4, BandsOf(3, MadePng.Chunk("PLTE", 0, 0, 0), MadePng.Chunk("tRNS", 0)));

        static int BandsOf(byte colour, params byte[][] before) =>
            PictureHeader.Read(MadePng.Of(8, 8, 8, colour, interlaced: false, before))!.Bands;
    }

    /// <summary>Whatever the bytes, the answer comes without an exception and is quick to find.</summary>
    [Fact]
    public void Any_change_of_a_file_is_answered()
    {
        var random = new Random(7);
        byte[][] files =
        [
            MadeJpeg.Progressive(640, 480, 3, 3),
            MadeJpeg.Baseline(64, 64, 3),
            MadePng.Of(64, 64, 8, MadePng.Rgba, interlaced: true, MadePng.Chunk("iTXt", 97, 0, 1)),
        ];
        for (var round = 0; round < 3000; round++)
        {
            byte[] file = [.. files[round % files.Length]];
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                file[random.Next(Math.Min(file.Length, 300))] = (byte)random.Next(256);
            var cut = file[..random.Next(file.Length)];
            Assert.True(Enum.IsDefined(PictureChecks.Check(random.Next(2) == 0 ? cut : file)));
        }
    }
}
