namespace Attn.Api.Features.Reports;

internal static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddSingleton<SessionReports>().AddSingleton<CourseReports>();

    public static void MapReports(this IEndpointRouteBuilder teacher, IEndpointRouteBuilder student)
    {
        ReportEndpoints.Map(teacher);
        OwnRecordEndpoints.Map(student);
    }
}
