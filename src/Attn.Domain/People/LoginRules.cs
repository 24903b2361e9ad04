namespace Attn.Domain;

/// <summary>Bounds what one account can keep in the live store.</summary>
public static class LoginRules
{
    /// <summary>A phone, a laptop, a lecture hall's computer, and two that were forgotten.</summary>
    public const int MaxPerUser = 5;

    /// <summary>
    /// Which of a user's LoginSessions must end when one more is saved: all but the newest. The one that is saved
    /// stays, whatever the clock of the replica that saves it says.
    /// </summary>
    public static IReadOnlyList<LoginKey> FindSurplus(IEnumerable<LoginKey> logins, LoginKey saved) =>
        [
            .. logins
                .Where(login => login.Id != saved.Id)
                .OrderByDescending(login => login.SignedInAt)
                .ThenByDescending(login => login.Id)
                .Skip(MaxPerUser - 1),
        ];
}
