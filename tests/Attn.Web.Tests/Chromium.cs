using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Debian's Chromium, headless and without background traffic.</summary>
internal static class Chromium
{
    private static readonly string[] Programs =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>Names this machine, but not as localhost: without HTTPS the browser gives it no camera.</summary>
    public const string OtherHost = "attn.test";

    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        $"--host-resolver-rules=MAP {OtherHost} 127.0.0.1",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ];

    /// <param name="playwright">The driver.</param>
    /// <param name="camera">The camera's video: a file of JPEG frames.</param>
    public static Task<IBrowser> StartAsync(IPlaywright playwright, string? camera = null) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath =
                    Array.Find(Programs, File.Exists)
                    ?? throw new FileNotFoundException("Install chromium: apt-get install chromium."),
                Args = camera is null ? Arguments : [.. Arguments, $"--use-file-for-fake-video-capture={camera}"],
            }
        );
}
