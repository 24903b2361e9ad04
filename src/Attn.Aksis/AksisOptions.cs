using Microsoft.Extensions.Configuration;

namespace Attn.Aksis;

/// <summary>The portal's addresses, and the limits of a sign-in.</summary>
internal sealed class AksisOptions
{
    /// <summary>The sign-in page. All three addresses must share one scheme.</summary>
    [ConfigurationKeyName(LoginUrlVariable)]
    public string LoginUrl { get; set; } = string.Empty;

    /// <summary>The home page of OBS; it holds a student's profile.</summary>
    [ConfigurationKeyName(ObsUrlVariable)]
    public string ObsUrl { get; set; } = string.Empty;

    /// <summary>The page of the weekly schedule.</summary>
    [ConfigurationKeyName(ScheduleUrlVariable)]
    public string ScheduleUrl { get; set; } = string.Empty;

    /// <summary>How many sign-ins this process has at the portal at the same time.</summary>
    [ConfigurationKeyName(MaxConcurrentVariable)]
    public int MaxConcurrentSignIns { get; set; } = 32;

    /// <summary>How many of them one address has while others wait; 0: a quarter.</summary>
    [ConfigurationKeyName(MaxPerAddressVariable)]
    public int MaxConcurrentPerAddress { get; set; }

    /// <summary>How many sign-ins may wait for their turn in this process.</summary>
    [ConfigurationKeyName(MaxWaitingVariable)]
    public int MaxWaitingSignIns { get; set; } = 1000;

    internal const string LoginUrlVariable = "AKSIS_LOGIN_URL";
    internal const string ObsUrlVariable = "AKSIS_OBS_URL";
    internal const string ScheduleUrlVariable = "AKSIS_LESSON_SCHEDULE_URL";

    internal const string MaxConcurrentVariable = "AKSIS_MAX_CONCURRENT_SIGN_INS";
    internal const string MaxPerAddressVariable = "AKSIS_MAX_CONCURRENT_PER_ADDRESS";
    internal const string MaxWaitingVariable = "AKSIS_MAX_WAITING_SIGN_INS";
    internal const int MaxConcurrentLimit = 1000;
    internal const int MaxWaitingLimit = 10_000;

    internal const string DefaultLoginUrl = "https://aksis.istanbul.edu.tr/Account/LogOn";
    internal const string DefaultObsUrl = "https://obs.istanbul.edu.tr/";
    internal const string DefaultScheduleUrl = "https://obs.istanbul.edu.tr/OgrenimBilgileri/DersProgramiYeni";

    // Not configurable: only tests change the values below.

    /// <summary>For one page, including its redirects and body.</summary>
    internal TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For all pages of a sign-in, excluding the wait for a turn.</summary>
    internal TimeSpan SignInTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a sign-in waits for its turn.</summary>
    internal TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(60);

    internal int MaxRedirects { get; set; } = 5;

    internal int MaxPageBytes { get; set; } = 6 * 1024 * 1024;

    internal int MaxPhotoBytes { get; set; } = ProfilePhoto.MaxBytes;

    /// <summary>How long the circuit stays open before one sign-in may probe the portal.</summary>
    internal TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The circuit opens when at least half of the sign-ins within this period met an outage.</summary>
    internal TimeSpan BreakerSamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>With fewer sign-ins in the period the circuit stays closed.</summary>
    internal int BreakerMinimumThroughput { get; set; } = 5;

    internal int ShareOfOneAddress =>
        MaxConcurrentPerAddress > 0 ? MaxConcurrentPerAddress : Math.Max(1, MaxConcurrentSignIns / 4);

    /// <summary>A blank variable counts as not set.</summary>
    internal void ApplyDefaults()
    {
        LoginUrl = OrDefault(LoginUrl, DefaultLoginUrl);
        ObsUrl = OrDefault(ObsUrl, DefaultObsUrl);
        ScheduleUrl = OrDefault(ScheduleUrl, DefaultScheduleUrl);
    }

    private static string OrDefault(string? value, string fallback) =>
        string.IsNullOrWhiteSpace(value) ? fallback : value.Trim();
}
