using System.Net;
using System.Net.Sockets;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

/// <summary>Which addresses are the campus, and which proxies are trusted.</summary>
public sealed class NetworkOptions
{
    /// <summary>Comma-separated CIDR, IPv4 and IPv6.</summary>
    [ConfigurationKeyName("CAMPUS_NETWORKS")]
    public string CampusNetworks { get; set; } = "";

    /// <summary>Comma-separated CIDR or addresses. Default none, not even loopback.</summary>
    [ConfigurationKeyName("TRUSTED_PROXIES")]
    public string TrustedProxies { get; set; } = "";

    /// <summary>
    /// Without campus networks: the teacher's own /24 (IPv6: /64) counts as the room. Default true in Development.
    /// </summary>
    [ConfigurationKeyName("WIFI_BY_TEACHER_SUBNET")]
    public bool? WifiByTeacherSubnet { get; set; }

    internal IReadOnlyList<IPNetwork> Proxies => Parse(TrustedProxies) ?? [];

    internal ClassroomNetwork Classroom(IHostEnvironment environment) =>
        new(Parse(CampusNetworks) ?? [], WifiByTeacherSubnet ?? environment.IsDevelopment());

    /// <summary><c>null</c> if one entry is not a network.</summary>
    private static List<IPNetwork>? Parse(string list)
    {
        var networks = new List<IPNetwork>();
        foreach (var entry in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(entry, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(entry, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else
                return null;
        }

        return networks;
    }

    internal sealed class Validator(IHostEnvironment environment) : IValidateOptions<NetworkOptions>
    {
        public ValidateOptionsResult Validate(string? name, NetworkOptions options)
        {
            string[] problems =
            [
                .. FindProblems("CAMPUS_NETWORKS", options.CampusNetworks),
                .. FindProblems("TRUSTED_PROXIES", options.TrustedProxies),
            ];
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private IEnumerable<string> FindProblems(string variable, string list)
        {
            if (Parse(list) is not { } networks)
                yield return $"{variable} must be a comma-separated list of networks in CIDR form, "
                    + "such as 10.20.0.0/16,2001:db8::/32.";
            else if (!environment.IsDevelopment() && (networks.Any(IsTooWide) || CoverMuch(networks)))
                yield return $"{variable} covers more than any institution has: name its own networks, "
                    + "such as 10.20.0.0/16,2001:db8::/32.";
        }

        /// <summary>
        /// No institution has more than a /8, or in IPv6 than a /16 or all private addresses (fc00::/7). Two halves of
        /// everything are too wide, too.
        /// </summary>
        private static bool IsTooWide(IPNetwork network) =>
            network.BaseAddress switch
            {
                { AddressFamily: AddressFamily.InterNetwork } => network.PrefixLength < 8,
                { IsIPv4MappedToIPv6: true } => network.PrefixLength < 96 + 8,
                { IsIPv6UniqueLocal: true } => network.PrefixLength < 7,
                _ => network.PrefixLength < 16,
            };

        /// <summary>Many wide networks together: a quarter of all IPv4 addresses.</summary>
        private static bool CoverMuch(IEnumerable<IPNetwork> networks) =>
            networks
                .Where(network => network.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
                .Sum(network => Math.Pow(2, -network.PrefixLength)) >= 0.25;
    }
}
