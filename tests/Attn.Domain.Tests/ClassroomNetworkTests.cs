using System.Net;

namespace Attn.Domain.Tests;

public sealed class ClassroomNetworkTests
{
    private static readonly ClassroomNetwork Campus = new(
        [IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("192.0.2.7/32"), IPNetwork.Parse("2001:db8:1::/48")],
        byTeacherSubnet: true
    );

    private static readonly ClassroomNetwork BySubnet = new([], byTeacherSubnet: true);

    [Theory]
    [InlineData("10.20.0.0", true)]
    [InlineData("10.20.255.255", true)]
    [InlineData("10.21.0.0", false)]
    [InlineData("10.19.255.255", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("2001:db8:1::1", true)]
    [InlineData("2001:db8:1:ffff:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:2::1", false)]
    [InlineData("::ffff:10.20.3.4", true)]
    [InlineData("::ffff:10.21.3.4", false)]
    [InlineData("::1", false)]
    public void Campus_networks_decide_if_there_are_any(string student, bool isIn) =>
        Assert.Equal(isIn, Campus.Admits(IPAddress.Parse(student), teacherAddress: null));

    [Fact]
    public void The_teachers_subnet_is_ignored_if_there_are_campus_networks() =>
        Assert.False(Campus.Admits(IPAddress.Parse("198.51.100.7"), "198.51.100.8"));

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.250", true)]
    [InlineData("10.1.2.3", "10.1.3.3", false)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.9", true)]
    [InlineData("::ffff:10.1.2.3", "10.1.2.9", true)]
    [InlineData("::ffff:10.1.2.3", "::ffff:10.1.3.9", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("fe80::1", "fe80::2%3", true)]
    [InlineData("fe80::1%2", "fe80::2", true)]
    [InlineData("10.1.2.3", "2001:db8::1", false)]
    [InlineData("2001:db8::1", "10.1.2.3", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public void The_teachers_subnet_is_a_24_or_a_64_for_IPv6(string teacher, string student, bool isIn) =>
        Assert.Equal(isIn, BySubnet.Admits(IPAddress.Parse(student), teacher));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not an address")]
    public void Nobody_is_in_the_room_if_the_teachers_address_is_unknown(string? teacher) =>
        Assert.False(BySubnet.Admits(IPAddress.Parse("10.1.2.3"), teacher));

    [Fact]
    public void Nobody_is_admitted_if_no_network_is_configured()
    {
        var neither = new ClassroomNetwork([], byTeacherSubnet: false);

        Assert.False(neither.CanDecide);
        Assert.False(neither.Admits(IPAddress.Parse("10.1.2.3"), "10.1.2.3"));
        Assert.True(BySubnet.CanDecide);
        Assert.True(new ClassroomNetwork([IPNetwork.Parse("10.0.0.0/8")], byTeacherSubnet: false).CanDecide);
    }

    [Theory]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("fe80::1%4", "fe80::1")]
    [InlineData("::1", "::1")]
    public void An_address_has_one_normal_form(string written, string plain) =>
        Assert.Equal(plain, ClassroomNetwork.Plain(IPAddress.Parse(written)).ToString());
}
