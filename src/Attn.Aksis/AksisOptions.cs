using Microsoft.Extensions.Configuration;

namespace Attn.Aksis;

/// <summary>Where the portal is and how patient a sign-in is with it.</summary>
internal sealed class AksisOptions
{
    /// <summary>The sign-in page. All three addresses must share one scheme.</summary>
    [ConfigurationKeyName(LoginUrlVariable)]
    public string LoginUrl { get; set; } = string.Empty;

    /// <summary>The home of OBS; it holds the profile of a student.</summary>
    [ConfigurationKeyName(ObsUrlVariable)]
    public string ObsUrl { get; set; } = string.Empty;

    /// <summary>The page of the week's lessons.</summary>
    [ConfigurationKeyName(ScheduleUrlVariable)]
    public string ScheduleUrl { get; set; } = string.Empty;

    /// <summary>IANA name of the zone in which "today" and the lessons' times are meant.</summary>
    [ConfigurationKeyName(TimeZoneVariable)]
    public string TimeZone { get; set; } = string.Empty;

    internal const string LoginUrlVariable = "AKSIS_LOGIN_URL";
    internal const string ObsUrlVariable = "AKSIS_OBS_URL";
    internal const string ScheduleUrlVariable = "AKSIS_LESSON_SCHEDULE_URL";
    internal const string TimeZoneVariable = "TIME_ZONE";

    internal const string DefaultLoginUrl = "https://aksis.istanbul.edu.tr/Account/LogOn";
    internal const string DefaultObsUrl = "https://obs.istanbul.edu.tr/";
    internal const string DefaultScheduleUrl = "https://obs.istanbul.edu.tr/OgrenimBilgileri/DersProgramiYeni";
    internal const string DefaultTimeZone = "Europe/Istanbul";

    // What follows is no setting: tests shorten it, nobody else has a reason to.

    /// <summary>For one page, its redirects and its body included.</summary>
    internal TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For all pages of a sign-in, the wait for a turn not included.</summary>
    internal TimeSpan SignInTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How many sign-ins may be at the portal at once.</summary>
    internal int ConcurrentSignIns { get; set; } = 32;

    /// <summary>How long a sign-in waits for its turn.</summary>
    internal TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(60);

    internal int MaxRedirects { get; set; } = 5;

    internal int MaxPageBytes { get; set; } = 6 * 1024 * 1024;

    internal int MaxPhotoBytes { get; set; } = ProfilePhoto.MaxBytes;

    /// <summary>How long the circuit stays open before one sign-in may probe the portal.</summary>
    internal TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The circuit opens when at least half of the sign-ins of this period met an outage.</summary>
    internal TimeSpan BreakerSampling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Fewer sign-ins than this say nothing about the portal.</summary>
    internal int BreakerMinimum { get; set; } = 5;

    /// <summary>An empty variable means the same as none.</summary>
    internal void UseDefaultsWhereBlank()
    {
        LoginUrl = OrDefault(LoginUrl, DefaultLoginUrl);
        ObsUrl = OrDefault(ObsUrl, DefaultObsUrl);
        ScheduleUrl = OrDefault(ScheduleUrl, DefaultScheduleUrl);
        TimeZone = OrDefault(TimeZone, DefaultTimeZone);
    }

    private static string OrDefault(string? value, string otherwise) =>
        string.IsNullOrWhiteSpace(value) ? otherwise : value.Trim();
}
