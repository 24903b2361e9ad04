namespace Attn.Bench.Load.Tests;

public sealed class ThirdsTests
{
    [Fact]
    public void The_first_third_is_compared_with_the_last_by_medians()
    {
        SoakLine[] lines =
        [
            Line(10, 100),
            Line(90, 102),
            Line(12, 104),
            Line(50, 500),
            Line(50, 500),
            Line(50, 500),
            Line(20, 110),
            Line(22, 900),
            Line(24, 112),
        ];
        Assert.Equal("first third → last third: p99 12.0 → 22.0 ms, resident 102 → 112 MB", Thirds.Compare(lines));
    }

    [Fact]
    public void Two_lines_have_no_thirds() =>
        Assert.Equal("Too short to compare its thirds.", Thirds.Compare([Line(1, 1), Line(2, 2)]));

    private static SoakLine Line(double p99, double residentMb) =>
        new(Minute: 0, PerSecond: 0, P50: 0, p99, residentMb, Failures: 0);
}
