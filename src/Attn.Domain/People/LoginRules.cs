namespace Attn.Domain;

/// <summary>Bounds what one account can keep in the live store.</summary>
public static class LoginRules
{
    /// <summary>A phone, a laptop, a lecture hall's computer, and two that were forgotten.</summary>
    public const int MaxPerUser = 5;

    /// <summary>Which of a user's LoginSessions are not among the newest <see cref="MaxPerUser"/>.</summary>
    public static IReadOnlyList<LoginKey> FindSurplus(IEnumerable<LoginKey> logins) =>
        [.. logins.OrderByDescending(login => login.SignedInAt).ThenByDescending(login => login.Id).Skip(MaxPerUser)];
}
