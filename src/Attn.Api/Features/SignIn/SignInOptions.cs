using Attn.Domain;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Attn.Api.Features.SignIn;

/// <summary>How long tokens and LoginSessions live, and how tokens are signed.</summary>
public sealed class SignInOptions
{
    /// <summary>HS256, HS384 or HS512.</summary>
    [ConfigurationKeyName("ALGORITHM")]
    public string Algorithm { get; set; } = SecurityAlgorithms.HmacSha256;

    /// <summary>Minutes.</summary>
    [ConfigurationKeyName("STUDENT_TOKEN_EXPIRE_MINUTES")]
    public int StudentTokenMinutes { get; set; } = 15;

    /// <summary>Minutes.</summary>
    [ConfigurationKeyName("TEACHER_TOKEN_EXPIRE_MINUTES")]
    public int TeacherTokenMinutes { get; set; } = 60;

    /// <summary>Seconds, from the sign-in or the last renewal.</summary>
    [ConfigurationKeyName("STUDENT_SESSION_TTL_SECONDS")]
    public int StudentSessionSeconds { get; set; } = 600;

    /// <summary>Seconds, from the sign-in or the last renewal.</summary>
    [ConfigurationKeyName("TEACHER_SESSION_TTL_SECONDS")]
    public int TeacherSessionSeconds { get; set; } = 3600;

    public TimeSpan TokenLifetime(UserRole role) =>
        TimeSpan.FromMinutes(role == UserRole.Teacher ? TeacherTokenMinutes : StudentTokenMinutes);

    public TimeSpan SessionLifetime(UserRole role) =>
        TimeSpan.FromSeconds(role == UserRole.Teacher ? TeacherSessionSeconds : StudentSessionSeconds);

    /// <summary>Renewals end that long after the sign-in: a teacher's day, a student's class.</summary>
    public static TimeSpan MaxSessionLifetime(UserRole role) => TimeSpan.FromHours(role == UserRole.Teacher ? 12 : 2);

    internal sealed class Validator : IValidateOptions<SignInOptions>
    {
        private static readonly string[] Algorithms =
        [
            SecurityAlgorithms.HmacSha256,
            SecurityAlgorithms.HmacSha384,
            SecurityAlgorithms.HmacSha512,
        ];

        public ValidateOptionsResult Validate(string? name, SignInOptions options)
        {
            var problems = new List<string>();
            if (!Algorithms.Contains(options.Algorithm, StringComparer.Ordinal))
                problems.Add($"ALGORITHM must be one of {string.Join(", ", Algorithms)}.");
            Positive("STUDENT_TOKEN_EXPIRE_MINUTES", options.StudentTokenMinutes);
            Positive("TEACHER_TOKEN_EXPIRE_MINUTES", options.TeacherTokenMinutes);
            Positive("STUDENT_SESSION_TTL_SECONDS", options.StudentSessionSeconds);
            Positive("TEACHER_SESSION_TTL_SECONDS", options.TeacherSessionSeconds);
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

            void Positive(string variable, int value)
            {
                if (value <= 0)
                    problems.Add($"{variable} must be a whole number above 0.");
            }
        }
    }
}
