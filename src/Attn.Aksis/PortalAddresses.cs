using System.Net;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>
/// The addresses of the portal, and which others belong to it. Photo and schedule addresses come from a page, and a
/// redirect can name anything. An address that is not allowed here is never requested, because the request would carry
/// the user's cookies.
/// </summary>
internal sealed class PortalAddresses
{
    private readonly Uri[] _configured;
    private readonly string? _parentDomain;

    public PortalAddresses(IOptions<AksisOptions> options)
    {
        Login = new Uri(options.Value.LoginUrl);
        Obs = new Uri(options.Value.ObsUrl);
        Schedule = new Uri(options.Value.ScheduleUrl);
        PersonalPage = new Uri(Obs, "/Profil/Ozluk");
        _configured = [Login, Obs, Schedule];
        _parentDomain = ParentDomain(_configured.Select(address => address.IdnHost));
    }

    public Uri Login { get; }

    public Uri Obs { get; }

    public Uri Schedule { get; }

    /// <summary>The page of OBS that shows the photo.</summary>
    public Uri PersonalPage { get; }

    /// <summary>An absolute http or https address without a user name.</summary>
    public static bool IsWeb(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && address.IdnHost.Length > 0;

    /// <summary>Whether a request may carry the user's cookies there.</summary>
    public bool Allows(Uri address)
    {
        if (!IsWeb(address) || IsDowngrade(address))
            return false;
        if (
            Array.Exists(
                _configured,
                configured =>
                    SameHost(configured, address)
                    && (configured.Port == address.Port || !IsExact(address.IdnHost) && address.IsDefaultPort)
            )
        )
            return true;
        return _parentDomain is not null
            && address.IsDefaultPort
            && (
                address.IdnHost == _parentDomain
                || address.IdnHost.EndsWith("." + _parentDomain, StringComparison.Ordinal)
            );
    }

    /// <summary>
    /// Resolves a photo's <c>src</c> against the OBS host. Null if it is not an address of the portal.
    /// </summary>
    public Uri? Photo(string source) => Resolve(new Uri(Obs, "/"), source);

    /// <summary>
    /// Resolves the address of the lessons' data; a bare name is relative to the schedule page. Null if it is not an
    /// address of the portal.
    /// </summary>
    public Uri? LessonData(string address) =>
        Resolve(new Uri(Schedule.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), address);

    private Uri? Resolve(Uri origin, string address) =>
        Uri.TryCreate(origin, address, out var resolved) && Allows(resolved) ? resolved : null;

    private bool IsDowngrade(Uri address) => address.Scheme == Uri.UriSchemeHttp && Login.Scheme == Uri.UriSchemeHttps;

    private static bool SameHost(Uri one, Uri other) =>
        one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>An IP address or a name without a dot: other hosts and ports beside it may belong to anybody.</summary>
    private static bool IsExact(string host) =>
        !host.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(host, out _);

    /// <summary>
    /// The domain that all hosts share, so that <c>login.</c>, <c>obs.</c> and their siblings are followed; null if
    /// there is none that a university could own alone.
    /// </summary>
    private static string? ParentDomain(IEnumerable<string> hosts)
    {
        var parents = hosts.Select(host =>
            IsExact(host) ? string.Empty : host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]
        );
        var common = parents.Aggregate(CommonDomain);
        return IsPublic(common) ? null : common;
    }

    private static string CommonDomain(string one, string other)
    {
        var pairs = one.Split('.').Reverse().Zip(other.Split('.').Reverse());
        return string.Join(
            '.',
            pairs.TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First).Reverse()
        );
    }

    /// <summary>
    /// Domains that many share: <c>tr</c>, <c>edu.tr</c>, <c>ac.uk</c>. A heuristic that errs on the side of refusing.
    /// </summary>
    private static bool IsPublic(string domain) =>
        domain.Split('.') switch
        {
            [_] => true,
            [var second, var top] => top.Length == 2 && second.Length <= 3,
            _ => false,
        };
}
