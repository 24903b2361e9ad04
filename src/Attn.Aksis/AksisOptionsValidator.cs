using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Reports at start every wrong variable, each with its remedy.</summary>
internal sealed class AksisOptionsValidator : IValidateOptions<AksisOptions>
{
    public ValidateOptionsResult Validate(string? name, AksisOptions options)
    {
        var problems = new List<string>();
        var schemes = new HashSet<string>(StringComparer.Ordinal);
        CheckAddress(AksisOptions.LoginUrlVariable, options.LoginUrl, AksisOptions.DefaultLoginUrl);
        CheckAddress(AksisOptions.ObsUrlVariable, options.ObsUrl, AksisOptions.DefaultObsUrl);
        CheckAddress(AksisOptions.ScheduleUrlVariable, options.ScheduleUrl, AksisOptions.DefaultScheduleUrl);

        if (schemes.Count > 1)
        {
            // Cookies set over https must never be sent over http.
            problems.Add(
                $"{AksisOptions.LoginUrlVariable}, {AksisOptions.ObsUrlVariable} and "
                    + $"{AksisOptions.ScheduleUrlVariable} mix http and https: give all three the same scheme, https "
                    + "unless the portal is a simulator."
            );
        }

        CheckNumber(
            AksisOptions.MaxConcurrentVariable,
            options.MaxConcurrentSignIns,
            1,
            AksisOptions.MaxConcurrentLimit
        );
        CheckNumber(AksisOptions.MaxWaitingVariable, options.MaxWaitingSignIns, 0, AksisOptions.MaxWaitingLimit);
        if (options.MaxConcurrentPerAddress < 0 || options.MaxConcurrentPerAddress > options.MaxConcurrentSignIns)
            problems.Add(
                $"{AksisOptions.MaxPerAddressVariable} is {options.MaxConcurrentPerAddress}: give a number from 1 to "
                    + $"{AksisOptions.MaxConcurrentVariable}, or 0 for a quarter of it."
            );

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void CheckNumber(string variable, int value, int min, int max)
        {
            if (value < min || value > max)
                problems.Add($"{variable} is {value}: give a whole number from {min} to {max}.");
        }

        void CheckAddress(string variable, string value, string example)
        {
            if (Uri.TryCreate(value, UriKind.Absolute, out var address) && PortalAddresses.IsWeb(address))
                schemes.Add(address.Scheme);
            else
                problems.Add(
                    $"{variable} is \"{value}\": give an absolute http or https address without a user name, "
                        + $"such as {example}."
                );
        }
    }
}
