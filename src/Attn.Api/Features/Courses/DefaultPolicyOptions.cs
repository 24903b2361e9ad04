using System.Globalization;
using Attn.Domain;
using Attn.Storage.Catalogue;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Courses;

/// <summary>The policy of every course that has none of its own.</summary>
public sealed class DefaultPolicyOptions
{
    /// <summary>Percent, 0 to 100: how much of a theory course must be attended.</summary>
    [ConfigurationKeyName("ATTENDANCE_LIMIT_THEORY")]
    public decimal TheoryLimit { get; set; } = 70;

    /// <summary>Percent, 0 to 100.</summary>
    [ConfigurationKeyName("ATTENDANCE_LIMIT_PRACTICE")]
    public decimal PracticeLimit { get; set; } = 80;

    /// <summary>Percent, 0 to 100; the newer name of <see cref="TheoryLimit"/>, which stands before it.</summary>
    [ConfigurationKeyName("DEFAULT_POLICY_LIMIT_THEORY")]
    public decimal? DefaultTheoryLimit { get; set; }

    /// <summary>Percent, 0 to 100; the newer name of <see cref="PracticeLimit"/>, which stands before it.</summary>
    [ConfigurationKeyName("DEFAULT_POLICY_LIMIT_PRACTICE")]
    public decimal? DefaultPracticeLimit { get; set; }

    /// <summary>A <see cref="CountedUnit"/>.</summary>
    [ConfigurationKeyName("DEFAULT_POLICY_COUNTS")]
    public string Counts { get; set; } = "sessions";

    /// <summary>An <see cref="ExcusedRule"/>.</summary>
    [ConfigurationKeyName("DEFAULT_POLICY_EXCUSED")]
    public string Excused { get; set; } = "neutral";

    /// <summary>How many late arrivals make one absence, 1 to 10; 0: late is attended.</summary>
    [ConfigurationKeyName("DEFAULT_POLICY_LATES_PER_ABSENCE")]
    public int LatesPerAbsence { get; set; }

    internal decimal LimitOf(CourseKind kind) =>
        kind == CourseKind.Practice ? DefaultPracticeLimit ?? PracticeLimit : DefaultTheoryLimit ?? TheoryLimit;

    /// <summary>What a course's first policy begins with.</summary>
    internal StoredPolicy NewPolicy =>
        StoredPolicy.Unchanged with
        {
            Counts = Word<CountedUnit>(Counts) ?? default,
            Excused = Word<ExcusedRule>(Excused) ?? default,
            LatesPerAbsence = LatesPerAbsence,
        };

    /// <summary>The policy in force.</summary>
    /// <param name="stored"><c>null</c>: the course has none of its own.</param>
    internal CoursePolicy PolicyOf(StoredPolicy? stored, CourseKind kind)
    {
        var policy = stored ?? NewPolicy;
        return new(
            policy.Counts,
            policy.Excused,
            policy.LatesPerAbsence,
            policy.LimitPercent ?? LimitOf(kind),
            policy.PlannedUnits,
            policy.HoursPerSession
        );
    }

    /// <summary><c>null</c>: there is no such word.</summary>
    private static TEnum? Word<TEnum>(string text)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (value.ToString().Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    internal sealed class Validator : IValidateOptions<DefaultPolicyOptions>
    {
        public ValidateOptionsResult Validate(string? name, DefaultPolicyOptions options)
        {
            string[] faults =
            [
                .. Percentage("ATTENDANCE_LIMIT_THEORY", options.TheoryLimit),
                .. Percentage("ATTENDANCE_LIMIT_PRACTICE", options.PracticeLimit),
                .. Percentage("DEFAULT_POLICY_LIMIT_THEORY", options.DefaultTheoryLimit),
                .. Percentage("DEFAULT_POLICY_LIMIT_PRACTICE", options.DefaultPracticeLimit),
                .. OneOf<CountedUnit>("DEFAULT_POLICY_COUNTS", options.Counts),
                .. OneOf<ExcusedRule>("DEFAULT_POLICY_EXCUSED", options.Excused),
                .. Lates("DEFAULT_POLICY_LATES_PER_ABSENCE", options.LatesPerAbsence),
            ];
            return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }

        private static IEnumerable<string> Percentage(string variable, decimal? percent) =>
            percent is null or (>= 0 and <= 100)
                ? []
                :
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{variable} is {percent}: give a percentage from 0 to 100, such as 70."
                    ),
                ];

        private static IEnumerable<string> OneOf<TEnum>(string variable, string text)
            where TEnum : struct, Enum =>
            Word<TEnum>(text) is not null
                ? []
                :
                [
                    $"{variable} is \"{text}\": give one of "
                        + $"{string.Join(", ", Enum.GetNames<TEnum>()).ToLowerInvariant()}.",
                ];

        private static IEnumerable<string> Lates(string variable, int lates) =>
            lates is >= 0 and <= CoursePolicyRules.MaxLatesPerAbsence
                ? []
                :
                [
                    $"{variable} is {lates}: give the late arrivals that make one absence, "
                        + $"1 to {CoursePolicyRules.MaxLatesPerAbsence}, or 0 if late counts as attended.",
                ];
    }
}
