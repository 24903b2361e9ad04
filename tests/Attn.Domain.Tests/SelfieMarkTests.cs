using static Attn.Domain.Tests.SampleClass;

namespace Attn.Domain.Tests;

public sealed class SelfieMarkTests
{
    private static readonly byte[] Picture = [1, 2, 3];
    private static readonly byte[] Hash = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];
    private static readonly SelfieMarker Marker = new("a secret");

    [Fact]
    public void The_same_bytes_are_the_same_picture_also_where_nothing_can_be_decoded()
    {
        Assert.True(Of(Picture, hash: null).IsSamePicture(Of(Picture, hash: null)));
        Assert.True(Of(Picture, Hash).IsSamePicture(Of(Picture, hash: null)));
        Assert.False(Of(Picture, hash: null).IsSamePicture(Of([1, 2, 4], hash: null)));
    }

    [Fact]
    public void A_picture_is_the_same_as_long_as_few_bits_differ()
    {
        var mark = Of(Picture, Hash);

        Assert.True(mark.IsSamePicture(Of([9], Changed(SelfieMark.MaxDistance))));
        Assert.False(mark.IsSamePicture(Of([9], Changed(SelfieMark.MaxDistance + 1))));
    }

    [Fact]
    public void Marks_of_two_students_or_secrets_have_nothing_in_common()
    {
        var mark = Of(Picture, Hash);
        var others = Marker.Mark("s2", Picture, Hash)[0];
        var rotated = new SelfieMarker("another secret").Mark(Student, Picture, Hash)[0];

        Assert.False(mark.IsSamePicture(others));
        Assert.False(mark.IsSamePicture(rotated));
        Assert.DoesNotContain(Convert.ToHexStringLower(Hash), mark.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_previous_secret_recognises_what_it_has_made()
    {
        var before = Of(Picture, Hash);
        var now = new SelfieMarker("a new secret", "a secret").Mark(Student, Picture, Hash);

        Assert.False(now[0].IsSamePicture(before));
        Assert.True(SelfieMarks.Contain([before], now));
    }

    [Fact]
    public void A_record_keeps_each_selfie_once_and_not_without_end()
    {
        var marks = SelfieMarks.Add(SelfieMarks.Add(null, Of([1], Hash)), Of([2], hash: null));

        Assert.Equal(marks, SelfieMarks.Add(marks, Of([1], Hash)));
        Assert.Equal([Of([1], Hash), Of([2], hash: null)], SelfieMarks.Read(marks));
        Assert.Empty(SelfieMarks.Read(null));
        for (byte i = 3; i < 100; i++)
            marks = SelfieMarks.Add(marks, Of([i], Hash));
        Assert.Equal(32, SelfieMarks.Read(marks).Count);
    }

    [Fact]
    public void A_try_adds_its_selfie_and_other_tries_keep_it()
    {
        var selfie = Tried(CheckInEvidence.Of(new(Check(1), 1000, Grace, Of(Picture, Hash))));
        var timedOut = VerdictRules.TimeOut(Session, selfie, Check(1), Grace, Session.EndTime + Grace).Record!;

        Assert.Equal(Of(Picture, Hash).Text, selfie.Selfies);
        Assert.Equal(selfie.Selfies, Tried(CheckInEvidence.Failed(FailReasons.WifiFailed), timedOut).Selfies);
    }

    [Fact]
    public void A_used_selfie_may_be_tried_again_with_a_new_one()
    {
        var used = Tried(CheckInEvidence.Failed(FailReasons.SelfieUsedBefore));

        Assert.Equal(ReasonCode.SelfieUsedBefore, used.State.ReasonCode);
        Assert.True(CheckInRules.MayRetry(Session, used, AtTen));
        Assert.Equal(0, used.RefusedComparisons);
    }

    [Fact]
    public void Whoever_wants_no_face_check_after_refusals_gets_a_flag()
    {
        var refused = VerdictRules.Settle(Pending, Check(1), passed: false, "no match", AtTen).Record;
        var without = CheckInEvidence.Failed(FailReasons.NeedsTeacher);

        Assert.Equal([RecordFlag.FaceRefusedBefore], Tried(without, refused).Flags.ToList());
        Assert.Equal([RecordFlag.FaceRefusedBefore], Accepted(Tried(without, refused)).Flags.ToList());
        Assert.Empty(Tried(without).Flags.ToList());
        Assert.Empty(Tried(Selfie(2), refused).Flags.ToList());
    }

    private static SelfieMark Of(byte[] picture, byte[]? hash) => Marker.Mark(Student, picture, hash)[0];

    private static byte[] Changed(int bits)
    {
        var hash = Hash.ToArray();
        for (var bit = 0; bit < bits; bit++)
            hash[bit / 8] ^= (byte)(1 << (bit % 8));
        return hash;
    }
}
