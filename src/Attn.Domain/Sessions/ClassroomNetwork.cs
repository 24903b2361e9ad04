using System.Net;
using System.Net.Sockets;

namespace Attn.Domain;

/// <summary>Whether a student's address counts as being in the room.</summary>
/// <param name="campus">The campus networks. If there are any, they alone decide.</param>
/// <param name="byTeacherSubnet">Without campus networks, whether the teacher's own /24 (IPv6: /64) decides.</param>
public sealed class ClassroomNetwork(IReadOnlyList<IPNetwork> campus, bool byTeacherSubnet)
{
    private const int SubnetBits4 = 24;
    private const int SubnetBits6 = 64;

    /// <summary>
    /// Whether a network is configured. Without one, a session that asks for the network cannot be opened.
    /// </summary>
    public bool CanDecide => campus.Count > 0 || byTeacherSubnet;

    public bool Admits(IPAddress student, string? teacherAddress)
    {
        var address = Plain(student);
        if (campus.Count > 0)
            return campus.Any(network => network.Contains(address));
        return byTeacherSubnet
            && IPAddress.TryParse(teacherAddress, out var teacher)
            && SubnetOf(Plain(teacher)).Contains(address);
    }

    /// <summary><c>::ffff:a.b.c.d</c> is <c>a.b.c.d</c>, and a zone index does not matter.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    private static IPNetwork SubnetOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? SubnetBits4 : SubnetBits6;
        Array.Clear(bytes, bits / 8, bytes.Length - (bits / 8));
        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
