using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Tests.Live;

/// <summary>The contract of <see cref="ISelfieStore"/>.</summary>
public abstract class SelfieStoreContract : LiveContract
{
    private static readonly string Coarse = new('0', 64);
    private readonly Guid _one = Guid.NewGuid();
    private readonly Guid _two = Guid.NewGuid();

    [Fact]
    public async Task A_selfie_counts_in_one_class_session_and_there_again()
    {
        Assert.True(await ClaimAsync("S1", _one, "aa"));
        Assert.True(await ClaimAsync("S1", _one, "aa"));

        Assert.False(await ClaimAsync("S1", _two, "aa"));
        Assert.True(await ClaimAsync("S1", _two, "bb"));
        Assert.True(await ClaimAsync("S2", _two, "aa"));
    }

    [Fact]
    public async Task A_selfie_that_was_refused_elsewhere_was_not_written_there()
    {
        await ClaimAsync("S1", _one, "aa");
        await ClaimAsync("S1", _two, "aa");

        Assert.True(await ClaimAsync("S1", _one, "aa"));
    }

    [Fact]
    public async Task The_same_picture_stored_again_is_the_same_and_another_one_is_not()
    {
        Assert.True(await Selfies.ClaimAsync("S1", _one, [new("aa", Coarse)], None));

        Assert.False(await Selfies.ClaimAsync("S1", _two, [new("bb", string.Concat("07", Coarse[2..]))], None));
        Assert.True(await Selfies.ClaimAsync("S1", _two, [new("cc", new('f', 64))], None));
    }

    [Fact]
    public async Task A_selfie_is_recognised_under_the_previous_secret()
    {
        await ClaimAsync("S1", _one, "old");

        Assert.False(await Selfies.ClaimAsync("S1", _two, [new("new", null), new("old", null)], None));
    }

    [Fact]
    public async Task Of_fifty_class_sessions_at_once_one_gets_the_selfie()
    {
        var claims = await AtOnceAsync(50, _ => ClaimAsync("S1", Guid.NewGuid(), "aa"));

        Assert.Single(claims, claimed => claimed);
    }

    [Theory]
    [MemberData(nameof(OddNumbers))]
    public async Task A_student_may_have_any_number(string number)
    {
        Assert.True(await ClaimAsync(number, _one, "aa"));
        Assert.False(await ClaimAsync(number, _two, "aa"));
    }

    [Fact]
    public async Task A_selfie_is_remembered_for_a_day_and_then_forgotten()
    {
        await ClaimAsync("S1", _one, "aa");

        await AdvanceAsync(TimeSpan.FromHours(25));
        Assert.False(await ClaimAsync("S1", _two, "aa"));

        await AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(await Harness.ListContentsAsync());
        Assert.True(await ClaimAsync("S1", _two, "aa"));
    }

    [Fact]
    public async Task A_later_selfie_does_not_keep_an_earlier_one()
    {
        await ClaimAsync("S1", _one, "aa");
        await AdvanceAsync(TimeSpan.FromHours(20));
        Assert.True(await ClaimAsync("S1", _one, "bb"));

        await AdvanceAsync(TimeSpan.FromHours(7));

        Assert.True(await ClaimAsync("S1", _two, "aa"));
        Assert.False(await ClaimAsync("S1", _two, "bb"));
    }

    private Task<bool> ClaimAsync(string student, Guid session, string exact) =>
        Selfies.ClaimAsync(student, session, [new SelfieMark(exact, null)], None);
}
