using System.Net;
using System.Text.Json;

namespace Attn.Aksis.Simulator;

/// <summary>The pages in the markup of the portal.</summary>
internal static class SimulatedMarkup
{
    private const string FormTokenName = "__RequestVerificationToken";

    public static string LoginForm(string token, bool refused) =>
        Page(
            "Aksis - Oturum Aç",
            $"""
            <div class="login-box">
              {(
                refused
                    ? """<div class="validation-summary-errors"><ul><li>Oturum açma başarısız</li></ul></div>"""
                    : ""
            )}
              <form action="/Account/LogOn" method="post">
                <input name="{FormTokenName}" type="hidden" value="{token}" />
                <input class="form-control" id="UserName" name="UserName" type="text" value="" />
                <input class="form-control" id="Password" name="Password" type="password" />
                <input id="IpAddr" name="IpAddr" type="hidden" value="" />
                <button type="submit">Giriş</button>
              </form>
            </div>
            """
        );

    public static string Landing(SimulatedUser user) =>
        Page(
            "Aksis",
            $"""
        <div class="navbar"><a href="/Home/Index">Ana Sayfa</a><a href="/Account/LogOff">Çıkış</a></div>
        {(user.IsTeacher ? $"""
        <div class="panel"><h5 class="m-t-0 m-b-0">{Html(user.FullName)}</h5><p>İstanbul Üniversitesi</p></div>
        <div class="card"><h4>ÖYS AKADEMİSYEN</h4><p>Ders işlemleri</p></div>
        """ : "")}
        <div class="card"><h4>OBS</h4><p>Öğrenci bilgi sistemi</p></div>
        """
        );

    public static string ObsHome(SimulatedUser user) =>
        Page(
            "OBS",
            user.Number is null
                ? "<p>Kayıt bulunamadı.</p>"
                : $"""
                <div class="profile">
                  <table class="table">
                    <tr><th>Ad Soyad</th><td>{Html(user.FullName)}</td></tr>
                    <tr><th>Numara</th><td>{user.Number}</td></tr>
                    <tr><th>Birim</th><td>İşletme Fakültesi</td></tr>
                  </table>
                </div>
                """
        );

    public static string PersonalPage(string? photoSource) =>
        Page(
            "Özlük",
            $"""
            <img class="logo" src="/Content/logo.png" alt="İÜ" />
            {(
                photoSource is null
                    ? "<p>Fotoğraf yok.</p>"
                    : $"""<img alt="Fotoğraf" class="img-responsive profileImage" src="{Html(photoSource)}" />"""
            )}
            """
        );

    public static string SchedulePage(SimulatedUser user) =>
        Page(
            "Ders Programı",
            user.Lessons.Count == 0
                ? "<p>Bu dönem programınız yoktur.</p>"
                : $$"""
                <div id="scheduler"></div>
                <script>
                  var a = 1 < 2;
                  kendo.syncReady(function(){jQuery("#scheduler").kendoScheduler({"dataSource":{
                    "type":"aspnetmvc-ajax","transport":{"read":{
                    "url":"{{LessonDataAddress(user)}}",
                    "type":"POST"} } }); });
                </script>
                """
        );

    public static string LessonData(SimulatedUser user) =>
        JsonSerializer.Serialize(
            new
            {
                Data = user.Lessons.Select(lesson => new
                {
                    Start = $"/Date({lesson.Start.ToUnixTimeMilliseconds()})/",
                    End = $"/Date({lesson.End.ToUnixTimeMilliseconds()})/",
                    lesson.Title,
                    Hocalar = lesson.Teachers,
                    Derslik = "D-101",
                    IsAllDay = false,
                }),
                Total = user.Lessons.Count,
                Errors = (string?)null,
            }
        );

    /// <summary>As a script writes it, with <c>&amp;</c> escaped.</summary>
    private static string LessonDataAddress(SimulatedUser user) =>
        $"/OgrenimBilgileri/DersProgramiYeni/Plans_Read?OgrenciId={user.Number}"
        + @"\u0026BirimId=77\u0026Yil=2024\u0026Donem=1";

    private static string Page(string title, string body) =>
        $"""
            <!DOCTYPE html>
            <html lang="tr">
            <head><title>{title}</title><style>.login-box > div {"{ color: red }"}</style></head>
            <body>
            {body}
            </body>
            </html>
            """;

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
