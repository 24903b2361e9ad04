using Attn.Storage.Limits;

namespace Attn.Storage.Tests;

/// <summary>What was stored under a secret before is found and read under it after an update.</summary>
public sealed class DerivedKeyTests
{
    private const string Secret = "a secret of the tests, longer than 32 bytes: ğüşiöç";

    [Fact]
    public void The_key_of_a_counter_never_changes() =>
        Assert.Equal(
            "login:18f9d8c80fb2a0bf11c4434ae80fa012",
            new RateKeys(Secret).Of("login", "10.0.0.1", "demo_student_1")
        );

    [Fact]
    public void A_picture_sealed_earlier_is_opened()
    {
        var sealedPicture = Convert.FromHexString(
            "ff7e1007fe96735723e7d57bb979f5f66d10c9bdf489fb6ed7486d9b964ec8334f00c9a9eb"
        );

        Assert.Equal("a picture"u8.ToArray(), new PictureCipher(Secret).Open(sealedPicture, "photo:1"));
    }
}
