using Attn.Domain;
using Attn.Storage.Catalogue;

namespace Attn.Api.Features.Reports;

/// <summary>The report of one class session.</summary>
/// <param name="Course">Only files have it; <c>null</c>: it is not known.</param>
internal sealed record SessionReport(
    ClassSession Session,
    Course? Course,
    IAsyncEnumerable<SessionStudent> Students,
    ReportOrigin Origin
);
