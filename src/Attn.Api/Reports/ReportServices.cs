using Attn.Api.Hosting;

namespace Attn.Api.Reports;

internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddCheckedOptions<ReportOptions, ReportOptions.Validator>().AddSingleton<SessionReports>();
}
