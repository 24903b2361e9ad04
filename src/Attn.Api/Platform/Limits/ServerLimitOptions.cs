using System.Globalization;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

/// <summary>How much of the program anonymous connections may take.</summary>
public sealed class ServerLimitOptions
{
    private const int Min = 100;
    private const int Max = 100_000;

    /// <summary>
    /// How many connections may be open at a time; one more is closed at once. A class holds one for each phone and
    /// page that watches. An idle one costs about 20 KB.
    /// </summary>
    [ConfigurationKeyName("MAX_CONNECTIONS")]
    public int MaxConnections { get; set; } = 5000;

    internal sealed class Validator : IValidateOptions<ServerLimitOptions>
    {
        public ValidateOptionsResult Validate(string? name, ServerLimitOptions options) =>
            options.MaxConnections is >= Min and <= Max
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    string.Create(CultureInfo.InvariantCulture, $"MAX_CONNECTIONS must be between {Min} and {Max}.")
                );
    }
}
