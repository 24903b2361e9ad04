using Attn.Api.Features.Reports.Words;
using Attn.Domain;

namespace Attn.Api.Features.Reports;

/// <summary>
/// How values stand in a CSV file. In English they are the words of the wire, which programs read; other languages are
/// for people and for Excel.
/// </summary>
internal sealed class CsvCells(ReportWords words, ReportLanguage language)
{
    private const string NotExpected = "not_expected";

    private readonly bool _isForPrograms = language == ReportLanguage.English;

    public object Number(string number) => _isForPrograms ? number : KeptDigits.Of(number);

    /// <param name="at">In the institution's zone. In Turkish as a Turkish Excel reads it.</param>
    public object Moment(DateTime at) => _isForPrograms ? at : words.DayAndTime(at);

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

    /// <summary>What is to be looked at. That somebody is not on the class list is one of the flags.</summary>
    public string Remarks(SessionStudent student)
    {
        if (!_isForPrograms)
            return words.Remarks(student);
        var flags = student.Flags.ToList().Select(ReportCells.Word);
        return string.Join(' ', student.IsOnOtherDays ? flags.Append(NotExpected) : flags);
    }
}
