namespace Attn.Api.Features.Reports.Words;

internal enum ReportLanguage
{
    English,
    Turkish,
}
