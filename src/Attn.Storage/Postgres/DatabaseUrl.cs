using System.Globalization;
using Npgsql;

namespace Attn.Storage.Postgres;

/// <summary>
/// The address of a PostgreSQL database: <c>postgresql://user:password@host:port/database?sslmode=…</c>,
/// percent-encoded.
/// </summary>
internal static class DatabaseUrl
{
    private const string Form =
        "DATABASE_URL must have the form postgresql://user:password@host:port/database?sslmode=require; "
        + "percent-encode special characters in user and password (@ is %40, / is %2F, # is %23).";

    /// <summary>Seconds; a server that takes longer is unavailable.</summary>
    private const int ConnectSeconds = 5;

    /// <summary>Seconds; longer than <see cref="PostgresConnections.IdleTransactionTimeout"/>.</summary>
    private const int CommandSeconds = 10;

    /// <summary>Of one replica: ten fit into a server that allows 200, three into Debian's default of 100.</summary>
    private const int MaxConnections = 20;

    /// <exception cref="FormatException">
    /// What is wrong and what to do, without the value itself: it holds a password.
    /// </exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres"))
            throw new FormatException(Form);
        var (user, password) = UserAndPasswordOf(uri);
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (uri.DnsSafeHost.Length == 0)
            throw new FormatException($"DATABASE_URL names no host. {Form}");
        if (database.Length == 0)
            throw new FormatException($"DATABASE_URL names no database. {Form}");
        if (user.Length == 0)
            throw new FormatException($"DATABASE_URL names no user. {Form}");

        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.DnsSafeHost,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = database,
            Username = user,
            Password = password,
            ApplicationName = "attn",
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            KeepAlive = 30,
            MaxPoolSize = MaxConnections,
            IncludeErrorDetail = false,
        };
        foreach (var (name, value) in ParametersOf(uri))
            Apply(settings, name, value);
        return settings;
    }

    private static (string User, string? Password) UserAndPasswordOf(Uri uri)
    {
        var parts = uri.UserInfo.Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    private static IEnumerable<(string Name, string Value)> ParametersOf(Uri uri) =>
        from parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = parameter.Split('=', 2)
        select (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");

    private static void Apply(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                settings.SslMode = value switch
                {
                    "disable" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" => SslMode.Prefer,
                    "require" => SslMode.Require,
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => throw new FormatException(
                        "sslmode in DATABASE_URL must be disable, allow, prefer, require, verify-ca or verify-full."
                    ),
                };
                break;
            case "sslrootcert":
                settings.RootCertificate = value;
                break;
            case "application_name":
                settings.ApplicationName = value;
                break;
            case "connect_timeout":
                settings.Timeout = Seconds(name, value);
                break;
            default:
                throw new FormatException(
                    "DATABASE_URL has an unknown parameter. "
                        + "Known are sslmode, sslrootcert, application_name and connect_timeout (seconds)."
                );
        }
    }

    private static int Seconds(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and <= 60
            ? seconds
            : throw new FormatException($"{name} in DATABASE_URL must be a number of seconds from 1 to 60.");
}
