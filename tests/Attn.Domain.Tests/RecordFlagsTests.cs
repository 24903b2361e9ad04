namespace Attn.Domain.Tests;

public sealed class RecordFlagsTests
{
    [Fact]
    public void A_flag_is_kept_once_whatever_is_added()
    {
        var flags = RecordFlags.Of(RecordFlag.LateTicket).With(RecordFlag.ProfilePhotoCopy).With(RecordFlag.LateTicket);
        Assert.Equal([RecordFlag.LateTicket, RecordFlag.ProfilePhotoCopy], flags.ToList());
        Assert.False(flags.Contains(RecordFlag.ManyFromOnePlace));
        Assert.Empty(default(RecordFlags).ToList());
    }

    [Fact]
    public void A_bit_of_a_newer_version_is_kept_and_not_shown()
    {
        var newer = new RecordFlags(1 << 29).With(RecordFlag.LateTicket);
        Assert.Equal([RecordFlag.LateTicket], newer.ToList());
        Assert.Equal((1 << 29) | 2, newer.Bits);
    }

    /// <summary>They are stored.</summary>
    [Fact]
    public void The_bits_stay_what_they_are() =>
        Assert.Equal(
            [
                (RecordFlag.ManyFromOnePlace, 1),
                (RecordFlag.LateTicket, 2),
                (RecordFlag.FaceRefusedBefore, 4),
                (RecordFlag.ProfilePhotoCopy, 8),
                (RecordFlag.NotEnrolled, 1 << 30),
            ],
            Enum.GetValues<RecordFlag>().Select(flag => (flag, RecordFlags.Of(flag).Bits))
        );
}
