using System.Globalization;
using Attn.Domain;
using Microsoft.Extensions.Options;

namespace Attn.Api.Features.Reports;

/// <summary>How much of a course must be attended.</summary>
public sealed class ReportOptions
{
    /// <summary>Percent, 0 to 100.</summary>
    [ConfigurationKeyName("ATTENDANCE_LIMIT_THEORY")]
    public decimal TheoryLimit { get; set; } = 70;

    /// <summary>Percent, 0 to 100.</summary>
    [ConfigurationKeyName("ATTENDANCE_LIMIT_PRACTICE")]
    public decimal PracticeLimit { get; set; } = 80;

    internal decimal LimitOf(CourseKind kind) => kind == CourseKind.Practice ? PracticeLimit : TheoryLimit;

    internal sealed class Validator : IValidateOptions<ReportOptions>
    {
        public ValidateOptionsResult Validate(string? name, ReportOptions options)
        {
            string[] faults =
            [
                .. Faults("ATTENDANCE_LIMIT_THEORY", options.TheoryLimit),
                .. Faults("ATTENDANCE_LIMIT_PRACTICE", options.PracticeLimit),
            ];
            return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }

        private static IEnumerable<string> Faults(string variable, decimal percent) =>
            percent is >= 0 and <= 100
                ? []
                :
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{variable} is {percent}: give a percentage from 0 to 100, such as 70."
                    ),
                ];
    }
}
