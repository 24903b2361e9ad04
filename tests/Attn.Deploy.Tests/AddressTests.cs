using System.Net;
using Attn.Testing.Program;

namespace Attn.Deploy.Tests;

/// <summary>Which client address the program sees through nginx, whatever a client claims.</summary>
[Collection(SharedDeployment.Name)]
public sealed class AddressTests(Deployment deployment) : IAsyncLifetime
{
    private const string Claimed = Deployment.OnCampus + "99";
    private Nginx _nginx = null!;

    public async ValueTask InitializeAsync() => _nginx = await deployment.StartNginxAsync();

    public ValueTask DisposeAsync() => _nginx.DisposeAsync();

    [Fact]
    public async Task The_network_check_uses_the_phones_address()
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 5, Deployment.Elsewhere + 1);
        var id = await teacher.OpensAsync(option: 2);
        using var inside = await Student.SignsInAsync(_nginx.Url, 1, Deployment.OnCampus + 41);
        using var outside = await Student.SignsInAsync(_nginx.Url, 2, Deployment.Elsewhere + 42);

        Assert.True((await inside.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
        Assert.Equal("WIFI_FAILED", (await outside.AttendsAsync(id)).Expect(HttpStatusCode.OK).Words("fail_reason"));
        Assert.Equal(teacher.From, (await teacher.FindsLiveAsync()).Words("ip_address"));
        await teacher.FinishesAsync(id);
    }

    [Theory]
    [InlineData("X-Forwarded-For", Claimed)]
    [InlineData("X-Forwarded-For", Claimed + ", " + Claimed)]
    [InlineData("x-forwarded-for", "127.0.0.1, " + Claimed)]
    [InlineData("X-Real-IP", Claimed)]
    [InlineData("Forwarded", "for=" + Claimed)]
    [InlineData("X-Original-For", Claimed)]
    [InlineData("CF-Connecting-IP", Claimed)]
    [InlineData("True-Client-IP", Claimed)]
    public async Task A_forged_forwarding_header_is_ignored(string header, string value)
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 6, Deployment.OnCampus + 1);
        var id = await teacher.OpensAsync(option: 2);
        using var student = await Student.SignsInAsync(_nginx.Url, 3, Deployment.Elsewhere + 43);

        Assert.Equal(
            "WIFI_FAILED",
            (await AttendsWithAsync(student, id, header, value)).Expect(HttpStatusCode.OK).Words("fail_reason")
        );
        await teacher.FinishesAsync(id);
    }

    /// <summary>A request that bypasses nginx counts under its own address.</summary>
    [Fact]
    public async Task Only_nginx_is_trusted_as_a_proxy()
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 7, Deployment.OnCampus + 1);
        var id = await teacher.OpensAsync(option: 2);
        using var stranger = await Student.SignsInAsync(deployment.First.Url, 4, Deployment.Elsewhere + 44);
        using var nginx = await Student.SignsInAsync(deployment.First.Url, 5, "127.0.0.1");

        Assert.Equal(
            "WIFI_FAILED",
            (await AttendsWithAsync(stranger, id, "X-Forwarded-For", Claimed))
                .Expect(HttpStatusCode.OK)
                .Words("fail_reason")
        );
        Assert.True(
            (await AttendsWithAsync(nginx, id, "X-Forwarded-For", Claimed))
                .Expect(HttpStatusCode.OK)
                .Flag("is_attended")
        );
        await teacher.FinishesAsync(id);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Proto", "gopher")]
    [InlineData("Forwarded", "host=evil.example;proto=gopher")]
    public async Task A_forged_host_header_does_not_change_the_links_in_codes(string header, string value)
    {
        using var teacher = await Teacher.SignsInAsync(_nginx.Url, 8, Deployment.OnCampus + 1);
        var id = await teacher.OpensWithCodeAsync(TimeProvider.System.GetUtcNow().AddMinutes(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/teacher/attendances/{id}/qr?format=json");
        request.Headers.TryAddWithoutValidation(header, value);

        var shown = (await teacher.SendAsync(request)).Expect(HttpStatusCode.OK);

        Assert.StartsWith(_nginx.Url.ToString(), shown.Words("url"), StringComparison.Ordinal);
        await teacher.FinishesAsync(id);
    }

    private static Task<Answer> AttendsWithAsync(Student student, Guid id, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/student/attendances/{id}/attend");
        request.Headers.TryAddWithoutValidation(header, value);
        return student.SendAsync(request);
    }
}
