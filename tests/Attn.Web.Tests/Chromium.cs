using Microsoft.Playwright;

namespace Attn.Web.Tests;

/// <summary>Debian's Chromium, without a window and without a network of its own.</summary>
internal static class Chromium
{
    private static readonly string[] Programs =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>A name for this machine that is not localhost: without HTTPS the browser gives no camera to it.</summary>
    public const string Elsewhere = "attn.test";

    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        $"--host-resolver-rules=MAP {Elsewhere} 127.0.0.1",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ];

    /// <param name="playwright">The driver.</param>
    /// <param name="camera">What the camera sees: a file of JPEG pictures one after the other.</param>
    public static Task<IBrowser> StartAsync(IPlaywright playwright, string? camera = null) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath =
                    Array.Find(Programs, File.Exists)
                    ?? throw new FileNotFoundException("Install chromium: apt-get install chromium."),
                Args = camera is null ? Quiet : [.. Quiet, $"--use-file-for-fake-video-capture={camera}"],
            }
        );
}
