using System.Globalization;
using System.Threading.RateLimiting;
using Attn.Api.Platform.Errors;
using Attn.Api.Platform.Observability;
using Attn.Api.Platform.Options;
using Attn.Api.Platform.Security;
using Attn.Storage.Limits;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Attn.Api.Platform.Limits;

internal static class RateLimitSetup
{
    private static readonly (string Policy, int PerMinute, bool PerAddress)[] Policies =
    [
        (RateLimits.SignIn, 2000, true),
        (RateLimits.SessionChange, 5, false),
        (RateLimits.Attend, 10, false),
        (RateLimits.Consent, 10, false),
        (RateLimits.StudentLookup, 20, false),
        (RateLimits.TeacherLookup, 60, false),
        (RateLimits.History, 10, false),
        (RateLimits.Decision, 200, false),
        // A whole lecture hall scans from behind one address, before anybody is signed in.
        (RateLimits.Join, 2000, true),
        (RateLimits.Reports, 20, false),
    ];

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddValidatedOptions<RateLimits, RateLimits.Validator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RateLimits>>().Value);
        services.AddSingleton(provider => new RateKeys(
            provider.GetRequiredService<IOptions<SecretOptions>>().Value.SecretKey
        ));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimits, IRateCounter, RateKeys>(Configure);
        return services;
    }

    private static void Configure(RateLimiterOptions options, RateLimits limits, IRateCounter counter, RateKeys keys)
    {
        options.OnRejected = RefuseAsync;
        foreach (var (policy, perMinute, perAddress) in Policies)
            options.AddPolicy(policy, context => Partition(context, perAddress, perMinute, limits, counter, keys));
    }

    private static RateLimitPartition<string> Partition(
        HttpContext context,
        bool perAddress,
        int perMinute,
        RateLimits limits,
        IRateCounter counter,
        RateKeys keys
    )
    {
        if (limits.AreOff)
            return RateLimitPartition.GetNoLimiter("");
        var route = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
        var key =
            !perAddress && context.User.Identity is { IsAuthenticated: true, Name: { } number }
                ? RateKeys.OfUser(route, number)
                : keys.Of(route, context.CountedAddress());
        return RateLimitPartition.Get(
            key,
            _ => new SharedRateLimiter(counter, key, limits.Scale(perMinute), RateLimits.Window)
        );
    }

    private static ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var policy = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        context.HttpContext.RequestServices.GetRequiredService<AttnMetrics>().Refused(policy ?? "none");
        var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : RateLimits.Window;
        var seconds = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new(
            Problems
                .RetryLater(ProblemKinds.RateLimited, after, $"Too many requests. Please try again in {seconds} s.")
                .ExecuteAsync(context.HttpContext)
        );
    }
}
