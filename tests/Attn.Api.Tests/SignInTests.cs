using System.Net;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// Every refusal of a sign-in has its code. Those of the portal itself are in the end-to-end tests, which play it.
/// </summary>
public sealed class SignInTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public async Task Wrong_credentials_have_a_code_with_both_ways_to_sign_in()
    {
        using var client = new AttnClient(program.Url);
        (await client.SignInAsync("demo_student_1", "wrong")).Expect(HttpStatusCode.Unauthorized, "wrong_credentials");
        (await PostFormAsync(client, ("username", "demo_student_1"), ("password", "wrong"))).Expect(
            HttpStatusCode.Unauthorized,
            "wrong_credentials"
        );
    }

    [Fact]
    public async Task A_missing_field_has_a_code_with_both_ways_to_sign_in()
    {
        using var client = new AttnClient(program.Url);
        (await client.PostAsync("/api/v1/auth/login", new { username = "demo_student_1" })).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        (await PostFormAsync(client, ("username", "demo_student_1"))).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
        (await PostFormAsync(client, ("grant_type", "password"))).Expect(
            HttpStatusCode.UnprocessableEntity,
            "not_valid"
        );
    }

    [Fact]
    public async Task Too_many_wrong_passwords_have_a_code()
    {
        await using var limited = await ClockedProgram.StartAsync(("RATE_LIMIT_FACTOR", "1"));
        using var client = new AttnClient(limited.Url);
        for (var guess = 0; guess < 10; guess++)
            (await client.SignInAsync("demo_student_1", "wrong")).Expect(
                HttpStatusCode.Unauthorized,
                "wrong_credentials"
            );

        var refused = await client.SignInAsync("demo_student_1", "wrong");

        refused.Expect(HttpStatusCode.TooManyRequests, "too_many_failed_sign_ins");
        Assert.NotNull(refused.Response.Headers.RetryAfter);
    }

    private static Task<Answer> PostFormAsync(AttnClient client, params (string Field, string Value)[] fields) =>
        client.SendAsync(
            new(HttpMethod.Post, "/api/v1/auth/token")
            {
                Content = new FormUrlEncodedContent(
                    fields.Select(field => KeyValuePair.Create(field.Field, field.Value))
                ),
            }
        );
}
