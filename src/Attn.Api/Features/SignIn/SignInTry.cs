namespace Attn.Api.Features.SignIn;

/// <summary>A try to sign in, and the names under which it is counted.</summary>
/// <param name="Id">Its place in each count.</param>
/// <param name="Here">The count of this username from this address.</param>
/// <param name="Anywhere">The count of this username from all addresses.</param>
/// <param name="Address">The count of this address over all usernames.</param>
internal sealed record SignInTry(Guid Id, string Here, string Anywhere, string Address)
{
    public IEnumerable<string> Counts => [Here, Anywhere, Address];

    /// <summary>
    /// How long until this username can be tried from this address without delay; <c>null</c>: this try was not
    /// delayed for that.
    /// </summary>
    public TimeSpan? SlowFor { get; init; }

    /// <summary>How long until a try is possible; <c>null</c>: this one may ask the portal.</summary>
    public TimeSpan? RefusedFor { get; init; }

    /// <summary>Refused, because of all usernames from this address and not because of this one.</summary>
    public bool IsAddressFull { get; init; }
}
