using Attn.FaceVerifier.Verification;

namespace Attn.FaceVerifier;

/// <summary>Address and limits of the web server.</summary>
internal static class ServerDefaults
{
    private const string DefaultUrl = "http://localhost:8001";
    private const int MaxConnections = 256;

    public static void UseServerDefaults(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey)))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = VerificationForm.MaxBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });
        builder.Services.AddSingleton(TimeProvider.System);
    }
}
