using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// How values stand in a CSV file. In English they are the words of the wire, which programs read; other languages are
/// for people and for Excel.
/// </summary>
internal sealed class CsvCells(ReportWords words, ReportLanguage language)
{
    private readonly bool _isForPrograms = language == ReportLanguage.English;

    public object Number(string number) => _isForPrograms ? number : KeptDigits.Of(number);

    public string Status(AttendanceStatus status) =>
        _isForPrograms ? ReportCells.Word(status) : words.Status(status).Word;

    public string Unit(CountedUnit unit) => _isForPrograms ? ReportCells.Word(unit) : words.Unit(unit);

    public string YesOrNo(bool isSo) => isSo ? words.Yes : words.No;

    public string? Reason(RecordState? state) =>
        !_isForPrograms && state?.ReasonCode is { } code ? words.Reason(code) : state?.FailReason;

    public string? Decider(DecidedBy? decider) =>
        decider is not { } known ? null
        : _isForPrograms ? known.ToString().ToLowerInvariant()
        : words.Decider(known);

    public string Flags(IReadOnlyList<RecordFlag> flags) =>
        _isForPrograms ? string.Join(' ', flags.Select(ReportCells.Word)) : string.Join(", ", flags.Select(words.Flag));
}
