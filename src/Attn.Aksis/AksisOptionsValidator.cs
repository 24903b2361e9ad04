using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Says at the start which variable is wrong and what to put there, all faults at once.</summary>
internal sealed class AksisOptionsValidator : IValidateOptions<AksisOptions>
{
    public ValidateOptionsResult Validate(string? name, AksisOptions options)
    {
        var faults = new List<string>();
        var schemes = new HashSet<string>(StringComparer.Ordinal);
        CheckAddress(AksisOptions.LoginUrlVariable, options.LoginUrl, AksisOptions.DefaultLoginUrl);
        CheckAddress(AksisOptions.ObsUrlVariable, options.ObsUrl, AksisOptions.DefaultObsUrl);
        CheckAddress(AksisOptions.ScheduleUrlVariable, options.ScheduleUrl, AksisOptions.DefaultScheduleUrl);

        if (schemes.Count > 1)
        {
            // Cookies set over https must never travel over http.
            faults.Add(
                $"{AksisOptions.LoginUrlVariable}, {AksisOptions.ObsUrlVariable} and {AksisOptions.ScheduleUrlVariable} mix http and https: "
                    + "give all three with the same scheme, https unless the portal is a simulator."
            );
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            faults.Add(
                $"{AksisOptions.TimeZoneVariable} is \"{options.TimeZone}\", which is no time zone here: give an IANA name such as {AksisOptions.DefaultTimeZone}."
            );

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckAddress(string variable, string value, string example)
        {
            if (Uri.TryCreate(value, UriKind.Absolute, out var address) && PortalAddresses.IsWeb(address))
                schemes.Add(address.Scheme);
            else
                faults.Add(
                    $"{variable} is \"{value}\": give an absolute http or https address without a user name, such as {example}."
                );
        }
    }
}
