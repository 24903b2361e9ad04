using System.Diagnostics;
using System.Text;
using Attn.Aksis.Simulator;
using Attn.Domain;

namespace Attn.Aksis.Tests;

/// <summary>Serves every page broken: no page throws, and none signs anybody in as somebody else.</summary>
public sealed class BrokenPageTests
{
    private static readonly Encoding Turkish = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;

    public static TheoryData<SimulatedPage> Pages => [.. Enum.GetValues<SimulatedPage>()];

    public static TheoryData<SimulatedPage> TextPages =>
        [.. Enum.GetValues<SimulatedPage>().Except([SimulatedPage.Photo, SimulatedPage.LoginPost])];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_cut_anywhere_signs_nobody_in_as_somebody_else(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync(AllowManyFailures);
        // No page of the simulator is longer than the last cut.
        foreach (var length in Enumerable.Range(0, 25).Select(step => step * 100))
        {
            test.Simulator.Break(page, new PageFault { CutAt = length });
            await AssertNobodyIsSomebodyElse(test);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_broken_connection_signs_nobody_in_as_somebody_else(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync(AllowManyFailures);
        test.Simulator.Break(page, new PageFault { BreakOff = true });
        await AssertNobodyIsSomebodyElse(test);
        test.Simulator.Break(page, new PageFault { Abort = true });
        await AssertNobodyIsSomebodyElse(test);
    }

    [Fact]
    public async Task A_teacher_with_a_cut_landing_page_is_never_signed_in_as_a_student()
    {
        await using var test = await PortalUnderTest.StartAsync(AllowManyFailures);
        test.Simulator.With(PortalUnderTest.Teacher() with { Number = "0401219999" });
        foreach (var length in Enumerable.Range(0, 800))
        {
            test.Simulator.Break(SimulatedPage.Landing, new PageFault { CutAt = length });
            PortalUnderTest.AssertNobodyElse(await test.TeacherSignsIn(), UserRole.Teacher);
        }
    }

    [Fact]
    public void A_profile_cut_at_any_byte_never_yields_another_number_or_name()
    {
        const string Html = """
            <!DOCTYPE html><html><body><table>
            <tr class='a'><th>Ad Soyad</th><td><span>ÇAĞRI</span> <!-- x --> IŞIK</td></tr>
            <tr><th>Numara</th><td>0401<!-- a > b -->21<b>00</b>34</td></tr></table></body></html>
            """;
        var bytes = Encoding.UTF8.GetBytes(Html);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var facts = AksisPages.Profile(PageText.Decode(bytes[..length], "utf-8"));
            Assert.True(facts.Number is null or "0401210034", $"{facts.Number} at {length}");
            Assert.True(facts.FullName is null or "ÇAĞRI IŞIK", $"{facts.FullName} at {length}");
        }
    }

    [Fact]
    public void A_photo_or_data_address_cut_at_any_byte_never_yields_another_address()
    {
        const string Html =
            """<html><img class="profileImage" src="/Foto/12345"><script>x("""
            + """
                "\/a\/Plans_Read?OgrenciId=12345\u0026Yil=2024")</script></html>
                """;
        for (var length = 0; length <= Html.Length; length++)
        {
            Assert.True(AksisPages.PhotoSource(Html[..length]) is null or "/Foto/12345");
            Assert.True(
                AksisPages.LessonDataAddress(Html[..length]) is null or "/a/Plans_Read?OgrenciId=12345&Yil=2024"
            );
        }
    }

    [Theory]
    [MemberData(nameof(TextPages))]
    public async Task Comments_extra_tags_and_other_attribute_order_change_nothing(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync();
        if (page != SimulatedPage.LessonData)
            test.Simulator.Break(page, new PageFault { Text = Rearranged });

        Assert.NotNull((await test.SignedInStudent()).Photo);
        Assert.Single((await test.SignedInStudent()).Schedule!);
        PortalUnderTest.SignedIn(await test.TeacherSignsIn());
        await AssertNobodyIsSomebodyElse(test);
    }

    [Theory]
    [MemberData(nameof(TextPages))]
    public async Task Turkish_text_is_decoded_in_both_encodings_declared_or_not(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync();
        foreach (
            var type in new[]
            {
                null,
                "text/html; charset=windows-1254",
                "text/html; charset=\"ISO-8859-9\"",
                "text/html; charset=nonsense",
            }
        )
        {
            test.Simulator.Break(page, new PageFault { Encoding = Turkish, ContentType = type });
            await AssertEverybodySignsInCompletely(test);
        }

        test.Simulator.Break(
            page,
            new PageFault
            {
                Encoding = Turkish,
                Text = html =>
                    html.Replace(
                        "<head>",
                        "<head><META http-equiv=x content='text/html; charset=windows-1254'>",
                        StringComparison.Ordinal
                    ),
            }
        );
        await AssertEverybodySignsInCompletely(test);
        test.Simulator.Break(
            page,
            new PageFault { Encoding = new UTF8Encoding(), Bytes = bytes => [0xEF, 0xBB, 0xBF, .. bytes] }
        );
        await AssertEverybodySignsInCompletely(test);
    }

    [Fact]
    public async Task A_name_in_a_wrong_encoding_is_rejected()
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(
            SimulatedPage.ObsHome,
            new PageFault { Encoding = Turkish, ContentType = "text/html; charset=utf-8" }
        );

        Assert.Equal(PortalRefusal.Unavailable, (await test.StudentSignsIn()).Refusal);
    }

    [Theory]
    [MemberData(nameof(TextPages))]
    public async Task Five_megabytes_of_garbage_sign_nobody_in_as_somebody_else(SimulatedPage page)
    {
        await using var test = await PortalUnderTest.StartAsync(AllowManyFailures);
        test.Simulator.Break(page, new PageFault { Text = _ => Repeated("<div>") });
        await AssertNobodyIsSomebodyElse(test);
        test.Simulator.Break(page, new PageFault { Bytes = Noise });
        await AssertNobodyIsSomebodyElse(test);
        test.Simulator.Break(page, new PageFault { Text = _ => new string(' ', 7_000_000) });
        await AssertNobodyIsSomebodyElse(test);
    }

    [Theory]
    [InlineData("<a b ")]
    [InlineData("<b><p>")]
    [InlineData("&amp")]
    [InlineData("<!--")]
    [InlineData("<td>x")]
    [InlineData("<h5 class='m-t-0 m-b-0'>x")]
    [InlineData("<script>Plans_Read?")]
    [InlineData("{\"Data\":[")]
    [InlineData("\0\u0001\uFFFE")]
    public void Reading_garbage_takes_linear_time(string piece)
    {
        var watch = Stopwatch.StartNew();
        var garbage = Repeated(piece);

        Assert.False(AksisPages.Landing(garbage).IsTeacher);
        Assert.False(AksisPages.Profile(garbage).HasProfile);
        Assert.Null(AksisPages.LessonDataAddress(garbage));
        Assert.Null(AksisPages.Lessons(garbage));
        // Quadratic time would be many minutes; linear time is a few seconds even on a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("<tr><th>Ad Soyad</th><td></td></tr><tr><th>Numara</th><td></td></tr>")]
    [InlineData("<tr><th>Ad Soyad</th><td>ÇAĞRI IŞIK</td></tr><tr><th>Numara</th><td> </td></tr>")]
    [InlineData("<tr><th>Ad Soyad</th><td>ÇAĞRI IŞIK</td></tr><tr><th>Numara</th><td>12</td></tr>")]
    [InlineData("<tr><th>Ad Soyad</th><td>ÇAĞRI IŞIK</td></tr><tr><th>Numara</th><td>0401/2</td></tr>")]
    [InlineData(
        "<tr><th>Ad Soyad</th><td>ÇAĞRI IŞIK</td></tr>"
            + "<tr><th>Numara</th><td>0401210034040121003404012100340401210034</td></tr>"
    )]
    [InlineData("<tr><th>Numara</th><td>0401210034</td></tr>")]
    public async Task A_profile_without_a_plausible_number_and_name_signs_nobody_in(string rows)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(
            SimulatedPage.ObsHome,
            new PageFault { Text = _ => $"<html><body><table>{rows}</table></body></html>" }
        );

        Assert.Equal(PortalRefusal.Unavailable, (await test.StudentSignsIn()).Refusal);
    }

    [Theory]
    [InlineData("<table></table>")]
    [InlineData(
        "<table><tr><th>Ad Soyad</th><th>Numara</th></tr><tr><td>ÇAĞRI IŞIK</td><td>0401210034</td></tr></table>"
    )]
    public async Task A_page_without_a_profile_signs_nobody_in(string body)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.ObsHome, new PageFault { Text = _ => $"<html><body>{body}</body></html>" });

        Assert.Equal(PortalRefusal.UnknownRole, (await test.StudentSignsIn()).Refusal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Data\":{}}")]
    [InlineData(
        "{\"Data\":[null,1,{},{\"Start\":1},{\"Start\":\"/Date(99999999999999999999)/\"},"
            + "{\"Start\":\"/Date(1739878800000)/\",\"End\":\"/Date()/\",\"Title\":\"x\"}]}"
    )]
    [InlineData("<html></html>")]
    public async Task Malformed_lesson_data_yields_an_empty_schedule(string json)
    {
        await using var test = await PortalUnderTest.StartAsync();
        test.Simulator.Break(SimulatedPage.LessonData, new PageFault { Text = _ => json });

        var user = await test.SignedInStudent();

        Assert.Empty(user.Schedule!);
        Assert.NotNull(user.Photo);
    }

    /// <summary>Keeps the circuit closed, so that every sign-in reaches the broken page.</summary>
    private static void AllowManyFailures(AksisOptions options) => options.BreakerMinimumThroughput = 1_000_000;

    private static async Task AssertNobodyIsSomebodyElse(PortalUnderTest test)
    {
        PortalUnderTest.AssertNobodyElse(await test.StudentSignsIn(), UserRole.Student);
        PortalUnderTest.AssertNobodyElse(await test.TeacherSignsIn(), UserRole.Teacher);
        Assert.False(
            (
                await test.Portal.SignInAsync("cagri", "wrong", PortalUnderTest.Address, CancellationToken.None)
            ).IsSignedIn
        );
    }

    private static async Task AssertEverybodySignsInCompletely(PortalUnderTest test)
    {
        var user = await test.SignedInStudent();
        Assert.NotNull(user.Photo);
        Assert.Single(user.Schedule!);
        PortalUnderTest.SignedIn(await test.TeacherSignsIn());
        await AssertNobodyIsSomebodyElse(test);
    }

    private static string Rearranged(string html) =>
        html.Replace(
                "<td>",
                "<!-- cell --><TD data-x='<h4>ÖYS AKADEMİSYEN</h4>' class=c><!-- > --><span>",
                StringComparison.Ordinal
            )
            .Replace("</td>", "</span ></Td>", StringComparison.Ordinal)
            .Replace("<th>", "<th\n scope=row><i class='icon'></i> ", StringComparison.Ordinal)
            .Replace("<h4>", "<h4 id=x><!-- <h4> -->\n  ", StringComparison.Ordinal)
            .Replace("class=\"m-t-0 m-b-0\"", "data-a=1 CLASS='m-b-0   big m-t-0'", StringComparison.Ordinal)
            .Replace("type=\"hidden\" value=", "data-name=\"x\" value=", StringComparison.Ordinal)
            .Replace(
                "alt=\"Fotoğraf\" class=\"img-responsive profileImage\"",
                "class='profileImage round'",
                StringComparison.Ordinal
            )
            .Replace(
                "<body>",
                "<body><script>document.write('<div class=\"validation-summary-errors\">')</script>"
                    + "<!-- <h4>ÖYS AKADEMİSYEN</h4> -->",
                StringComparison.Ordinal
            );

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, 5_000_000 / piece.Length));

    private static byte[] Noise(byte[] page)
    {
        var noise = new byte[5_000_000];
        new Random(page.Length).NextBytes(noise);
        return noise;
    }
}
