using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Options;

/// <summary>The institution that runs this installation, as printed and saved sheets name it.</summary>
public sealed class InstitutionOptions
{
    private const string Variable = "INSTITUTION_NAME";

    /// <summary>Characters.</summary>
    private const int MaxLength = 200;

    /// <summary>Such as "Örnek Üniversitesi". Empty: sheets name none.</summary>
    [ConfigurationKeyName(Variable)]
    public string? InstitutionName { get; set; }

    /// <summary><c>null</c>: nobody has set it.</summary>
    internal string? Name => string.IsNullOrWhiteSpace(InstitutionName) ? null : InstitutionName.Trim();

    internal sealed class Validator : IValidateOptions<InstitutionOptions>
    {
        public ValidateOptionsResult Validate(string? name, InstitutionOptions options) =>
            options.Name is not { } written || (written.Length <= MaxLength && !written.Any(char.IsControl))
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{Variable} is too long or has line breaks: give the name in one line of {MaxLength} "
                        + "characters at most, or remove it."
                );
    }
}
