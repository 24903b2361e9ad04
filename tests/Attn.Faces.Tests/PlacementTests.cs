using Attn.Faces.Pictures;

namespace Attn.Faces.Tests;

public sealed class PlacementTests
{
    [Fact]
    public void Fit_recovers_the_placement_that_produced_the_points()
    {
        var made = Placement.OfRotatedSquare(new(400, 300), side: 260, angle: 0.4, patchSide: 150);
        Point[] patch = [new(30, 40), new(110, 42), new(75, 80), new(60, 120)];
        var found = Placement.Fit(patch, Array.ConvertAll(patch, point => made[point.X, point.Y]));
        Assert.Equal(made.A, found.A, tolerance: 1e-9);
        Assert.Equal(made.B, found.B, tolerance: 1e-9);
        Assert.Equal(made.X, found.X, tolerance: 1e-9);
        Assert.Equal(made.Y, found.Y, tolerance: 1e-9);
    }

    [Fact]
    public void A_patch_of_the_same_size_equals_the_picture()
    {
        var pixels = Enumerable.Range(0, 8 * 8 * 3).Select(i => (byte)i).ToArray();
        var patch = new float[pixels.Length];
        PatchSampler.Sample(new(pixels, 8, 8), Placement.OfWindow(0, 0, 8, 8), 8, patch);
        Assert.Equal(pixels, Array.ConvertAll(patch, value => (byte)value));
    }

    [Fact]
    public void A_patch_of_half_the_size_is_the_mean_of_four_pixels()
    {
        byte[] pixels = [.. Enumerable.Repeat<byte>(10, 6), .. Enumerable.Repeat<byte>(30, 6)];
        var patch = new float[3];
        PatchSampler.Sample(new(pixels, 2, 2), Placement.OfWindow(0, 0, 2, 1), 1, patch);
        Assert.Equal([20, 20, 20], patch);
    }

    [Fact]
    public void Outside_the_picture_is_black()
    {
        var patch = new float[4 * 4 * 3];
        PatchSampler.Sample(new([255, 255, 255], 1, 1), Placement.OfWindow(10, 10, 4, 4), 4, patch);
        Assert.All(patch, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Four_quarter_turns_restore_the_picture()
    {
        var pixels = Enumerable.Range(0, 5 * 3 * 3).Select(i => (byte)i).ToArray();
        var picture = new Picture(pixels, 5, 3);
        Assert.Equal(pixels, picture.Rotated(1).Rotated(1).Rotated(2).Pixels);
        Assert.Equal(pixels, picture.Rotated(3).Rotated(1).Pixels);
    }
}
