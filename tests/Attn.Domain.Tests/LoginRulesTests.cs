namespace Attn.Domain.Tests;

public sealed class LoginRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_oldest_ends_when_a_sixth_is_saved()
    {
        var logins = Logins(5);
        Assert.Equal([logins[0]], LoginRules.FindSurplus(logins, Login(5)));
        Assert.Empty(LoginRules.FindSurplus(logins[1..], Login(5)));
    }

    [Fact]
    public void One_that_is_saved_again_is_not_counted_twice()
    {
        var logins = Logins(5);
        Assert.Empty(LoginRules.FindSurplus(logins, logins[2]));
    }

    /// <summary>Its replica's clock may be behind, or all signed in within one millisecond.</summary>
    [Fact]
    public void The_one_that_is_saved_stays_even_if_it_seems_to_be_the_oldest()
    {
        var logins = Logins(5);
        var late = Login(-3);
        Assert.Equal([logins[0]], LoginRules.FindSurplus([.. logins, late], late));
    }

    private static LoginKey[] Logins(int count) => [.. Enumerable.Range(0, count).Select(Login)];

    private static LoginKey Login(int minute) => new(Noon.AddMinutes(minute), Guid.CreateVersion7(Noon));
}
