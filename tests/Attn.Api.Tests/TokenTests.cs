using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Attn.Api.Features.SignIn;
using Attn.Testing.Program;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attn.Api.Tests;

/// <summary>Which tokens are accepted, and until when.</summary>
public sealed class TokenTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private SecurityKey Key => program.Services.GetRequiredService<TokenIssuer>().Validation.IssuerSigningKeys.First();

    [Fact]
    public async Task A_missing_or_malformed_token_is_refused()
    {
        foreach (
            var garbage in new[] { "", "garbage", "a.b.c", "null", new string('x', 5000), "eyJhbGciOiJIUzI1NiJ9.e30." }
        )
            await AssertRefusedAsync(garbage);

        using var client = new AttnClient(program.Url);
        AssertUnauthorized(await client.GetAsync("/api/v1/teacher/attendances/live"));
        using var basic = new HttpRequestMessage(HttpMethod.Get, "/api/v1/teacher/attendances/live");
        basic.Headers.TryAddWithoutValidation("Authorization", "Basic ZGVtb190ZWFjaGVyXzE6cGFzc3dvcmQ=");
        AssertUnauthorized(await client.SendAsync(basic));
    }

    [Fact]
    public async Task A_token_with_a_changed_signature_or_content_is_refused()
    {
        using var teacher = await program.TeacherAsync();
        using var other = await program.TeacherAsync(2);
        var parts = teacher.Token.Split('.');

        await AssertRefusedAsync($"{parts[0]}.{parts[1]}.{Flip(parts[2])}");
        await AssertRefusedAsync($"{parts[0]}.{other.Token.Split('.')[1]}.{parts[2]}");
        await AssertRefusedAsync($"{parts[0]}.{parts[1]}.");
        await AssertRefusedAsync($"{parts[0]}.{parts[1]}");
        (await teacher.FindsLiveAsync()).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_with_the_algorithm_none_is_refused()
    {
        using var teacher = await program.TeacherAsync();
        var parts = teacher.Token.Split('.');
        foreach (var algorithm in new[] { "none", "None", "NONE", "" })
        {
            var header = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""");
            await AssertRefusedAsync($"{header}.{parts[1]}.");
            await AssertRefusedAsync($"{header}.{parts[1]}.{parts[2]}");
        }
    }

    [Fact]
    public async Task A_token_of_another_algorithm_key_or_issuer_is_refused()
    {
        using var teacher = await program.TeacherAsync();
        var right = Claims(teacher);
        using var rsa = RSA.Create(2048);
        var otherSecret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('o', 64)));

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Sign(right, Key, SecurityAlgorithms.HmacSha256))).Status);
        await AssertRefusedAsync(Sign(right, Key, SecurityAlgorithms.HmacSha384));
        await AssertRefusedAsync(Sign(right, Key, SecurityAlgorithms.HmacSha512));
        await AssertRefusedAsync(Sign(right, new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256));
        await AssertRefusedAsync(Sign(right, otherSecret, SecurityAlgorithms.HmacSha256));
        await AssertRefusedAsync(Sign(right, Key, SecurityAlgorithms.HmacSha256, issuer: "somebody"));
    }

    [Fact]
    public async Task A_signed_token_that_names_no_login_session_is_refused()
    {
        foreach (var login in new[] { Guid.NewGuid().ToString(), "", "garbage" })
            await AssertRefusedAsync(Sign([new(TokenIssuer.LoginClaim, login)], Key, SecurityAlgorithms.HmacSha256));
        await AssertRefusedAsync(Sign([], Key, SecurityAlgorithms.HmacSha256));
    }

    [Fact]
    public async Task A_token_is_refused_when_its_login_session_has_ended()
    {
        using var student = await program.StudentAsync();
        program.Clock.Advance(TimeSpan.FromSeconds(599));
        await AssertAcceptedAsync(student);
        program.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(student.Token);
    }

    [Fact]
    public async Task A_token_can_expire_before_its_login_session_ends()
    {
        using var student = await program.StudentAsync();
        var first = student.Token;
        program.Clock.Advance(TimeSpan.FromMinutes(9));
        await RenewAsync(student);

        program.Clock.Advance(TimeSpan.FromMinutes(6));
        await AssertRefusedAsync(first);
        await AssertAcceptedAsync(student);
        program.Clock.Advance(TimeSpan.FromMinutes(4));
        await AssertRefusedAsync(student.Token);
    }

    [Theory]
    [InlineData(true, 12 * 60, 45)]
    [InlineData(false, 2 * 60, 9)]
    public async Task Renewing_extends_a_login_session_up_to_a_limit(bool isTeacher, int maxMinutes, int every)
    {
        using AttnClient client = isTeacher ? await program.TeacherAsync() : await program.StudentAsync();
        var minutes = 0;
        for (; minutes + every < maxMinutes; minutes += every)
        {
            program.Clock.Advance(TimeSpan.FromMinutes(every));
            await RenewAsync(client);
        }

        program.Clock.Advance(TimeSpan.FromMinutes(maxMinutes - minutes) - TimeSpan.FromSeconds(1));
        await RenewAsync(client);
        program.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(client.Token);
        AssertUnauthorized(await client.PostAsync("/api/v1/auth/renew"));
    }

    [Fact]
    public async Task Signing_out_ends_that_login_session_only()
    {
        using var phone = await program.StudentAsync();
        using var laptop = await program.StudentAsync();
        using var classmate = await program.StudentAsync(2);

        (await phone.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);

        await AssertRefusedAsync(phone.Token);
        AssertUnauthorized(await phone.PostAsync("/api/v1/auth/logout"));
        AssertUnauthorized(await phone.PostAsync("/api/v1/auth/renew"));
        await AssertAcceptedAsync(laptop);
        await AssertAcceptedAsync(classmate);
    }

    [Fact]
    public async Task The_password_form_and_the_JSON_login_give_a_token()
    {
        using var client = new AttnClient(program.Url);
        using var form = new FormUrlEncodedContent([
            new("grant_type", "password"),
            new("username", " Demo_Teacher_1 "),
            new("password", "password"),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/token") { Content = form };
        var token = (await client.SendAsync(request)).Expect(HttpStatusCode.OK);
        Assert.Equal(["access_token", "token_type"], token.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("bearer", token.Words("token_type"));

        var login = (await client.SignInAsync("DEMO_STUDENT_1")).Expect(HttpStatusCode.OK);
        Assert.Equal(["token", "user", "schedule"], login.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            """{"user_school_number":"demo_student_1","user_full_name":"Demo Student 1","role":"Student"}""",
            login["user"].GetRawText()
        );
        Assert.Equal(
            "Yazılım Mühendisliği|Dr. Ada Lovelace|09:00|11:00",
            string.Join('|', login["schedule"][0].EnumerateObject().Select(property => property.Value.GetString()))
        );
        Assert.Equal("null", (await client.SignInAsync("demo_teacher_1"))["schedule"].GetRawText());
    }

    [Theory]
    [InlineData("demo_teacher_1", "wrong")]
    [InlineData("demo_teacher_1001", "password")]
    [InlineData("demo_student_0", "password")]
    [InlineData("demo_student_01", "password")]
    public async Task Wrong_credentials_are_401(string username, string password)
    {
        using var client = new AttnClient(program.Url);
        Assert.Equal(
            "Invalid username or password.",
            (await client.SignInAsync(username, password))
                .Expect(HttpStatusCode.Unauthorized, "wrong_credentials")
                .Detail
        );
    }

    private static string Flip(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    private static Claim[] Claims(AttnClient client) =>
        [
            new(
                TokenIssuer.LoginClaim,
                new JsonWebTokenHandler().ReadJsonWebToken(client.Token).GetClaim(TokenIssuer.LoginClaim).Value
            ),
        ];

    private string Sign(Claim[] claims, SecurityKey key, string algorithm, string issuer = "attn") =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = "attn",
                Expires = program.Now.AddMinutes(5).UtcDateTime,
                Subject = new ClaimsIdentity(claims),
                SigningCredentials = new(key, algorithm),
            }
        );

    private async Task<Answer> AskAsync(string token)
    {
        using var client = new AttnClient(program.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/teacher/attendances/live");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await client.SendAsync(request);
    }

    private async Task AssertRefusedAsync(string token) => AssertUnauthorized(await AskAsync(token));

    private static async Task AssertAcceptedAsync(Student student) =>
        (await student.FindsAsync("Nothing", "Nobody")).Expect(HttpStatusCode.OK);

    private static async Task RenewAsync(AttnClient client) =>
        client.Token = (await client.PostAsync("/api/v1/auth/renew")).Expect(HttpStatusCode.OK).Words("access_token")!;

    private static void AssertUnauthorized(Answer answer)
    {
        answer.Expect(HttpStatusCode.Unauthorized, "not_signed_in");
        Assert.Equal("Could not validate credentials", answer.Detail);
        Assert.Equal("Bearer", answer.Response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }
}
