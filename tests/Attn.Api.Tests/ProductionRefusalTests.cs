using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>
/// In Production the program does not start on what is only good enough for a laptop, and says which variable to set.
/// </summary>
public sealed class ProductionRefusalTests
{
    private static readonly (string Variable, string Value)[] Good =
    [
        ("ASPNETCORE_ENVIRONMENT", "Production"),
        ("SECRET_KEY", "c1f0a7d92b6e48355de8f09a7b34c6d1"),
        ("WEBHOOK_SECRET_KEY", "9e27b4a08d5f13c66f1be2d04c98a735"),
        ("RATE_LIMIT_FACTOR", "1"),
    ];

    [Theory]
    [InlineData("SECRET_KEY", "")]
    [InlineData("SECRET_KEY", "too short")]
    [InlineData("SECRET_KEY", "attn-development-secret-key-not-for-production")]
    [InlineData("WEBHOOK_SECRET_KEY", "")]
    [InlineData("WEBHOOK_SECRET_KEY", "thirty-one bytes are not enough")]
    [InlineData("WEBHOOK_SECRET_KEY", "attn-development-webhook-key-not-for-production")]
    [InlineData("SECRET_KEY_PREVIOUS", "attn-development-secret-key-not-for-production")]
    [InlineData("SECRET_KEY_PREVIOUS", "too short")]
    [InlineData("WEBHOOK_SECRET_KEY_PREVIOUS", "attn-development-webhook-key-not-for-production")]
    [InlineData("WEBHOOK_SECRET_KEY_PREVIOUS", "thirty-one bytes are not enough")]
    [InlineData("SECRET_KEY", "ssssssssssssssssssssssssssssssssssssssss")]
    [InlineData("SECRET_KEY", "0123456789abcdef0123456789abcdef")]
    [InlineData("SECRET_KEY", "9e27b4a08d5f13c66f1be2d04c98a735")]
    [InlineData("SECRET_KEY_PREVIOUS", "9e27b4a08d5f13c66f1be2d04c98a735")]
    [InlineData("SECRET_KEY_PREVIOUS", "abababababababababababababababab")]
    [InlineData("WEBHOOK_SECRET_KEY", "passwordpasswordpasswordpassword")]
    [InlineData("WEBHOOK_SECRET_KEY_PREVIOUS", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("SECRET_KEY", "attn-development-webhook-key-not-for-production")]
    [InlineData("WEBHOOK_SECRET_KEY", "attn-development-secret-key-not-for-production")]
    [InlineData("SECRET_KEY", "attn-development-secret-key-not-for-production ")]
    [InlineData("WEBHOOK_SECRET_KEY", "C1F0A7D92B6E48355DE8F09A7B34C6D1x")]
    [InlineData("RATE_LIMIT_FACTOR", "1000000")]
    [InlineData("CAMPUS_NETWORKS", "0.0.0.0/8,64.0.0.0/8,128.0.0.0/4")]
    [InlineData("TRUSTED_PROXIES", "2000::/7")]
    [InlineData("RATE_LIMIT_FACTOR", "0")]
    [InlineData("DEMO_MODE", "true")]
    [InlineData("CAMPUS_NETWORKS", "0.0.0.0/0")]
    [InlineData("CAMPUS_NETWORKS", "10.20.0.0/16, ::/0")]
    [InlineData("CAMPUS_NETWORKS", "0.0.0.0/1,128.0.0.0/1")]
    [InlineData("CAMPUS_NETWORKS", "::ffff:0:0/96")]
    [InlineData("TRUSTED_PROXIES", "0.0.0.0/0")]
    [InlineData("TRUSTED_PROXIES", "127.0.0.1,::/0")]
    public async Task The_program_does_not_start_and_names_the_variable(string variable, string value)
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync([.. Good, (variable, value)]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(variable, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.True(
            value.Length == 0
                || !variable.Contains("SECRET", StringComparison.Ordinal)
                || !output.Contains(value, StringComparison.Ordinal),
            "A secret was printed."
        );
    }

    [Theory]
    [InlineData("ALGORITHM", "none")]
    [InlineData("CAMPUS_NETWORKS", "10.0.0.0/40")]
    [InlineData("TRUSTED_PROXIES", "everybody")]
    [InlineData("FACE_VERIFIER_MICROSERVICE_URL", "verifier:8001")]
    [InlineData("MAX_CONNECTIONS", "1")]
    [InlineData("MAX_CONNECTIONS", "many")]
    [InlineData("DEMO_IN_PRODUCTION", "maybe")]
    [InlineData("PUBLIC_BASE_URL", "attn.example.edu")]
    [InlineData("PUBLIC_BASE_URL", "ftp://attn.example.edu")]
    [InlineData("PUBLIC_BASE_URL", "https://attn.example.edu/?a=b")]
    [InlineData("STUDENT_TOKEN_EXPIRE_MINUTES", "0")]
    [InlineData("RATE_LIMIT_FACTOR", "many")]
    [InlineData("RETENTION_DAYS", "-1")]
    [InlineData("RETENTION_DAYS", "36501")]
    [InlineData("RETENTION_DAYS", "two years")]
    [InlineData("TIME_ZONE", "Europe/Atlantis")]
    public async Task An_invalid_setting_is_named(string variable, string value)
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync([.. Good, (variable, value)]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(variable, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_wrong_settings_are_all_named()
    {
        var (exitCode, output) = await AttnProgram.RunToEndAsync([
            .. Good,
            ("TIME_ZONE", "Nowhere/City"),
            ("RETENTION_DAYS", "-1"),
        ]);
        Assert.Equal(1, exitCode);
        Assert.Contains("TIME_ZONE", output, StringComparison.Ordinal);
        Assert.Contains("RETENTION_DAYS", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_whose_check_is_not_configured_is_refused_with_the_variables_to_set()
    {
        await using var program = await AttnProgram.StartAsync([
            .. Good,
            ("DEMO_MODE", "true"),
            ("DEMO_IN_PRODUCTION", "true"),
        ]);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        foreach (var (option, variable) in new[] { (2, "CAMPUS_NETWORKS"), (4, "WIFI_BY_TEACHER_SUBNET") })
        {
            var refused = await teacher.TriesToOpenAsync(
                new
                {
                    lesson_name = "Calculus",
                    end_time = TimeProvider.System.GetUtcNow().AddMinutes(5),
                    security_option = option,
                }
            );
            Assert.Contains(
                variable,
                refused.Expect(System.Net.HttpStatusCode.ServiceUnavailable).Detail,
                StringComparison.Ordinal
            );
            Assert.NotNull(refused.Response.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task Demo_accounts_are_off_in_Production()
    {
        await using var program = await AttnProgram.StartAsync([
            .. Good,
            ("AKSIS_LOGIN_URL", "http://127.0.0.1:9/Account/LogOn"),
            ("AKSIS_OBS_URL", "http://127.0.0.1:9/"),
            ("AKSIS_LESSON_SCHEDULE_URL", "http://127.0.0.1:9/"),
        ]);
        using var client = new AttnClient(program.Url);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await client.SignInAsync("demo_teacher_1")).Status);
    }
}
