using Microsoft.Extensions.Options;

namespace Attn.Aksis.Tests;

public sealed class PortalAddressesTests
{
    private static readonly PortalAddresses University = Addresses(
        "https://aksis.example.edu.tr/Account/LogOn",
        "https://obs.example.edu.tr/",
        "https://obs.example.edu.tr/OgrenimBilgileri/DersProgramiYeni"
    );

    private static readonly PortalAddresses Loopback = Addresses(
        "http://127.0.0.1:5001/Account/LogOn",
        "http://127.0.0.1:5002/",
        "http://127.0.0.1:5002/Ders"
    );

    [Theory]
    [InlineData("https://aksis.example.edu.tr/Home")]
    [InlineData("https://giris.example.edu.tr/")]
    [InlineData("https://a.b.example.edu.tr/x?y=z")]
    [InlineData("https://example.edu.tr/")]
    [InlineData("https://AKSIS.example.edu.tr/")]
    public void Hosts_under_the_parent_domain_belong_to_the_portal(string address) =>
        Assert.True(University.Allows(new Uri(address)));

    [Theory]
    [InlineData("http://aksis.example.edu.tr/")]
    [InlineData("https://aksis.example.edu.tr:8443/")]
    [InlineData("https://user@aksis.example.edu.tr/")]
    [InlineData("https://example.edu.tr.evil.com/")]
    [InlineData("https://evilexample.edu.tr/")]
    [InlineData("https://edu.tr/")]
    [InlineData("https://other.edu.tr/")]
    [InlineData("https://aksis.example.edu.tr./")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("ftp://aksis.example.edu.tr/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public void Other_addresses_do_not_belong_to_the_portal(string address) =>
        Assert.False(University.Allows(new Uri(address)));

    [Theory]
    [InlineData("http://127.0.0.1:5001/any", true)]
    [InlineData("http://127.0.0.1:5002/", true)]
    [InlineData("http://127.0.0.1:5003/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://localhost:5001/", false)]
    [InlineData("http://127.0.0.2:5001/", false)]
    [InlineData("http://169.254.169.254/", false)]
    [InlineData("http://[::1]:5001/", false)]
    public void Only_the_configured_IP_addresses_belong_to_the_portal(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, Loopback.Allows(new Uri(address)));

    [Fact]
    public void Hosts_that_share_only_a_public_suffix_do_not_admit_their_siblings()
    {
        var addresses = Addresses(
            "https://aksis.one.edu.tr/",
            "https://obs.two.edu.tr/",
            "https://obs.two.edu.tr/ders"
        );

        Assert.True(addresses.Allows(new Uri("https://obs.two.edu.tr/Profil")));
        Assert.False(addresses.Allows(new Uri("https://mail.one.edu.tr/")));
        Assert.False(addresses.Allows(new Uri("https://three.edu.tr/")));
    }

    [Theory]
    [InlineData("/Foto/1", "https://obs.example.edu.tr/Foto/1")]
    [InlineData("Foto/1", "https://obs.example.edu.tr/Foto/1")]
    [InlineData("../Foto/1", "https://obs.example.edu.tr/Foto/1")]
    [InlineData("https://cdn.example.edu.tr/1.jpg", "https://cdn.example.edu.tr/1.jpg")]
    [InlineData("//evil.com/1.jpg", null)]
    [InlineData("\\\\evil.com\\1.jpg", null)]
    [InlineData("http://obs.example.edu.tr/1.jpg", null)]
    [InlineData("file:///etc/passwd", null)]
    public void A_photo_address_is_relative_to_the_OBS_host(string source, string? address) =>
        Assert.Equal(address, University.Photo(source)?.AbsoluteUri);

    [Theory]
    [InlineData(
        "Plans_Read?a=1&b=2",
        "https://obs.example.edu.tr/OgrenimBilgileri/DersProgramiYeni/Plans_Read?a=1&b=2"
    )]
    [InlineData("/Other/Plans_Read?a=1", "https://obs.example.edu.tr/Other/Plans_Read?a=1")]
    [InlineData("https://evil.com/Plans_Read?a=1", null)]
    public void A_bare_data_address_is_relative_to_the_schedule_page(string named, string? address) =>
        Assert.Equal(address, University.LessonData(named)?.AbsoluteUri);

    private static PortalAddresses Addresses(string login, string obs, string schedule) =>
        new(
            Options.Create(
                new AksisOptions
                {
                    LoginUrl = login,
                    ObsUrl = obs,
                    ScheduleUrl = schedule,
                }
            )
        );
}
