namespace Attn.Storage.Redis;

/// <summary>How to reach one Redis.</summary>
public sealed record RedisConnectionOptions
{
    /// <summary>The environment variable that <see cref="Url"/> comes from, named in errors and logs.</summary>
    public required string Variable { get; init; }

    public required RedisUrl Url { get; init; }

    /// <summary>
    /// A PEM file with the certificate of the authority that signed the server's, for <c>rediss://</c> with a private
    /// authority. Default: the authorities that the system trusts.
    /// </summary>
    public string? TrustedIssuerFile { get; init; }

    /// <summary>How long an operation waits for an answer; checked every 250 ms. Default 1.5 s.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long the start waits for the server. Default 60 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
