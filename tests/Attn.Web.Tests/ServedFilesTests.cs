using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Attn.Testing.Program;

namespace Attn.Web.Tests;

/// <summary>How the program serves the client's files, and what it does without them.</summary>
public sealed partial class ServedFilesTests
{
    private const int MaxInitialLoadBytes = 150_000;

    [Fact]
    public async Task The_page_is_revalidated_and_its_assets_are_cached_forever()
    {
        await using var program = await AttnProgram.StartAsync();
        using var http = Browser(program.Url);

        using var page = await http.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        var script = AssetName().Match(text).Groups["file"].Value;
        using var asset = await http.GetAsync(script);
        Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        Assert.Equal("text/javascript", asset.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(asset.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_client_that_accepts_compression_gets_a_compressed_copy(string coding)
    {
        await using var program = await AttnProgram.StartAsync();
        using var http = Browser(program.Url);
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));

        using var page = await http.GetAsync("/join/some-code");

        Assert.Equal(coding, Assert.Single(page.Content.Headers.ContentEncoding));
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept-Encoding", page.Headers.Vary);
    }

    [Fact]
    public async Task The_initial_load_stays_within_its_limit()
    {
        await using var program = await AttnProgram.StartAsync();
        using var plain = Browser(program.Url);
        using var http = Browser(program.Url);
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        var text = await plain.GetStringAsync("/");
        var sum = (await http.GetByteArrayAsync("/")).Length;
        foreach (Match named in Named().Matches(text))
            sum += (await http.GetByteArrayAsync(named.Groups["file"].Value)).Length;

        Assert.InRange(sum, 10_000, MaxInitialLoadBytes);
    }

    [Theory]
    [InlineData("/teacher/lessons/Physics%202.0")]
    [InlineData("/student/attendance")]
    [InlineData("/no-such-page")]
    public async Task Addresses_of_the_client_get_its_page(string path)
    {
        await using var program = await AttnProgram.StartAsync();
        using var http = Browser(program.Url);

        using var page = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/api/v1/no-such-route", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/auth/login", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/assets/old-0123abcd.js", HttpStatusCode.NotFound)]
    [InlineData("/icons/none.png", HttpStatusCode.NotFound)]
    [InlineData("/robots.txt", HttpStatusCode.NotFound)]
    public async Task Other_addresses_do_not_get_the_clients_page(string path, HttpStatusCode status)
    {
        await using var program = await AttnProgram.StartAsync();
        using var http = Browser(program.Url);

        using var answer = await http.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_request_that_does_not_accept_html_gets_a_problem()
    {
        await using var program = await AttnProgram.StartAsync();
        using var client = new AttnClient(program.Url);

        (await client.GetAsync("/no-such-page")).Expect(HttpStatusCode.NotFound);
        (await client.PostAsync("/teacher")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_the_client_the_api_works_and_the_start_page_explains_what_is_missing()
    {
        using var copy = new ProgramWithoutClient();
        await using var program = await AttnProgram.StartAsync(copy.File, []);
        using var http = Browser(program.Url);
        using var client = new AttnClient(program.Url);

        Assert.Contains("left out", await http.GetStringAsync("/"), StringComparison.Ordinal);
        (await client.SignInAsync("demo_teacher_1")).Expect(HttpStatusCode.OK);
        (await client.GetAsync("/teacher")).Expect(HttpStatusCode.NotFound);
    }

    private static HttpClient Browser(Uri url)
    {
        var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        return http;
    }

    [GeneratedRegex("src=\"(?<file>/assets/[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AssetName();

    [GeneratedRegex(
        "(src|href)=\"(?<file>/[^\"]+\\.(js|css|svg))\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Named();
}
